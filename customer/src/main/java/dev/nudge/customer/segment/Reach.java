package dev.nudge.customer.segment;

import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Says how many customers a condition holds for, while somebody writes it: exactly where they are
 * few, and from a sample where they are many. The customers that it looks at are kept for some
 * seconds, so that the next letter costs their evaluation alone. Safe for use by several threads.
 */
public final class Reach {
  private static final int MOST = 10_000;
  private static final Duration KEPT = Duration.ofSeconds(10);

  /** Which users are taken depends on their ids alone, so that the answer does not jump. */
  private static final String SAMPLE =
      """
      select user_id from (
        select user_id from data.visits union select user_id from data.profiles
      ) as people
      order by hashtextextended(user_id, 0) limit ?
      """;

  private static final String ALL =
      """
      select count(*) from (
        select user_id from data.visits union select user_id from data.profiles
      ) as people
      """;

  private final DataSource database;
  private final ZoneId zone;
  private final Clock clock;
  private final Expressions expressions = new Expressions();
  private @Nullable Crowd crowd;

  /**
   * Over the customers of a store.
   *
   * @param zone of customers whose profile names none
   */
  public Reach(Store store, ZoneId zone) {
    database = store.reading();
    this.zone = zone;
    clock = Clock.systemUTC();
  }

  /**
   * How many it is.
   *
   * @param people so many, about where it is not exact
   * @param of so many customers
   * @param lookedAt so many of them were looked at
   * @param exact whether these were all
   */
  public record Answer(long people, long of, int lookedAt, boolean exact) {}

  /** The customers that are looked at, as they were at a time. */
  private record Crowd(List<Customer> customers, Set<String> facts, long all, Instant at) {}

  /**
   * Counts.
   *
   * @param condition CEL over {@code profile}, {@code customer}, {@code now} and {@code segment()}
   * @param problems what is wrong with it
   * @return nothing where it cannot be evaluated
   */
  public Optional<Answer> count(String condition, List<Problem> problems) throws SQLException {
    Optional<Compiled> compiled =
        expressions.compile(
            "the condition",
            Text.of("condition", condition),
            Facts.SCOPE,
            Scope.Type.BOOL,
            problems);
    return compiled.isEmpty() ? Optional.empty() : Optional.of(count(compiled.get()));
  }

  private Answer count(Compiled condition) throws SQLException {
    Crowd looked = crowd(Facts.of(condition));
    Judge judge = new Judge(zone);
    Instant now = clock.instant();
    long hits =
        looked.customers().stream()
            .filter(customer -> judge.judge(condition.expression(), customer, now).holds())
            .count();
    int size = looked.customers().size();
    boolean exact = size >= looked.all();
    long people = exact || size == 0 ? hits : Math.round((double) hits * looked.all() / size);
    return new Answer(people, looked.all(), size, exact);
  }

  private synchronized Crowd crowd(Set<String> facts) throws SQLException {
    Crowd kept = crowd;
    Instant now = clock.instant();
    if (kept == null || kept.at().plus(KEPT).isBefore(now) || !kept.facts().containsAll(facts)) {
      kept = read(facts, now);
      crowd = kept;
    }
    return kept;
  }

  private Crowd read(Set<String> facts, Instant now) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      List<String> ids = new ArrayList<>();
      try (PreparedStatement sample = connection.prepareStatement(SAMPLE)) {
        sample.setInt(1, MOST);
        try (ResultSet rows = sample.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
        }
      }
      long all = ids.size();
      if (all == MOST) {
        try (PreparedStatement count = connection.prepareStatement(ALL);
            ResultSet row = count.executeQuery()) {
          all = row.next() ? row.getLong(1) : all;
        }
      }
      return new Crowd(new CustomerRows(true).read(connection, ids, facts), facts, all, now);
    }
  }
}
