package dev.nudge.customer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static Store store;

  private final Answers answers = new Answers(new Run(store.reading()));

  @BeforeAll
  static void open() {
    store = TestStore.empty();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void ofThoseWhoAskForTheSameAtOnceOneAsksTheStore() throws Exception {
    ReadyQuery query = ready("cache: 1h", "select random() as drawn, pg_sleep(0.2) is null as n");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<String>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(CompletableFuture.supplyAsync(() -> ask(query), threads));
      }
      assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    ReadyQuery query =
        ready("cache: 1h", "select 1 / (random() * 0)::int as n from generate_series(1, 1)");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> answers.of(query, none(query), Format.JSON))
          .isInstanceOf(QueryFailed.class)
          .hasMessageEndingWith("division by zero");
    }
  }

  @Test
  void aPageThatWouldBeTooLongEndsEarlierAndSaysThatThereIsMore() throws Exception {
    ReadyQuery query =
        ready("rows: 100", "select repeat('x', 1000000) as x from generate_series(1, 40)");
    Answer answer = answers.of(query, none(query), Format.NDJSON);
    int rows = answer.next().orElse(0);
    assertThat(rows).isBetween(10, 30);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8).lines()).hasSize(rows);
    Answer rest =
        answers.of(
            query,
            Arguments.of(query.query(), Map.of("offset", List.of(Integer.toString(rows + 20)))),
            Format.NDJSON);
    assertThat(rest.next()).isEqualTo(OptionalInt.empty());
  }

  private String ask(ReadyQuery query) {
    try {
      return new String(answers.of(query, none(query), Format.JSON).body(), StandardCharsets.UTF_8);
    } catch (QueryFailed | WrongArguments e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments none(ReadyQuery query) throws WrongArguments {
    return Arguments.of(query.query(), Map.of());
  }

  private static ReadyQuery ready(String header, String sql) throws Exception {
    List<Problem> problems = new ArrayList<>();
    String text = "/*\ndescription: A test.\n" + header + "\n*/\n" + sql;
    return QueryReader.read("q.sql", text, problems)
        .flatMap(
            query -> {
              try {
                return new Check(store.reading()).ready(query, problems);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            })
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }
}
