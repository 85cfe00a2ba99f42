package dev.nudge.customer.query;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries queries that nobody has published: as the same role and within the same bounds as one that
 * can be called. Safe for use by several threads.
 */
public final class Workbench {
  private final Check check;
  private final Answers answers;
  private final Explanation explanation;

  /** Over what the queries of a store see. */
  public Workbench(Store store) {
    Run run = new Run(store.reading());
    check = new Check(store.reading());
    answers = new Answers(run);
    explanation = new Explanation(run);
  }

  /**
   * What a text is.
   *
   * @param query what the text says; nothing where its form is wrong
   * @param ready what can be asked; nothing where the store refuses it too
   */
  public record Checked(
      Optional<Query> query, Optional<ReadyQuery> ready, List<Problem> problems) {}

  /**
   * Reads a text and holds it against the store; nothing of it is run.
   *
   * @param name what the query is called, without the ending
   * @throws SQLException if the store cannot be asked
   */
  public Checked check(String name, String text) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    Optional<Query> query = QueryReader.read(name + QueryReader.ENDING, text, problems);
    Optional<ReadyQuery> ready =
        query.isPresent() ? check.ready(query.get(), problems) : Optional.empty();
    return new Checked(query, ready, List.copyOf(problems));
  }

  /**
   * Asks, whatever the query says of how long an answer is kept.
   *
   * @throws QueryFailed if there is no answer
   */
  public Answer run(ReadyQuery query, Arguments arguments) throws QueryFailed {
    return answers.ask(query, arguments, Format.JSON);
  }

  /**
   * Asks, and tells how the store went about it instead of what it found.
   *
   * @throws QueryFailed if there is no answer
   */
  public Plan explain(ReadyQuery query, Arguments arguments) throws QueryFailed {
    return explanation.of(query, arguments);
  }

  /**
   * Some rows of a collection: the latest where each day is a partition, so that the last day alone
   * is looked through; otherwise in the order in which they lie.
   *
   * @param collection one that there is
   * @throws SQLException if the store cannot be asked
   * @throws QueryFailed if it does not answer, or the collection cannot be seen
   */
  public Answer rows(Collection collection, int most) throws SQLException, QueryFailed {
    String id = collection.id();
    Checked checked =
        check(
            "rows-of-" + id.replace('_', '-'),
            "/* {description: Some rows, rows: 1000} */ select * from \"%s\"%s"
                .formatted(id, collection.byDay() ? " order by event_time desc" : ""));
    ReadyQuery query =
        checked
            .ready()
            .orElseThrow(
                () ->
                    new QueryFailed(
                        QueryFailed.Reason.UNFIT,
                        "'" + id + "' cannot be read: " + checked.problems()));
    try {
      return run(query, Arguments.of(query.query(), Map.of("limit", List.of("" + most))));
    } catch (WrongArguments e) {
      throw new IllegalArgumentException(e);
    }
  }
}
