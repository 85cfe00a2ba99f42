package dev.nudge.customer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DayPartitionsTest {
  private static final String VISITS =
      """
      id: visits
      source: {topic: visits}
      input: {user: text, at: timestamptz, page: text}
      transform: select "user" as user_id, at as event_time, page from _input
      key: [user_id, event_time]
      retention: 10d
      partition: day
      """;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Store store = TestStore.empty();
  private final List<String> refused = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  private static List<Problem> problems(String yaml, List<Collection> into) {
    List<Problem> problems = new ArrayList<>();
    into.addAll(CollectionReader.read("c.yaml", yaml, Path.of("/"), problems));
    return problems;
  }

  private CollectionTable open(String yaml) throws Exception {
    List<Collection> read = new ArrayList<>();
    assertThat(problems(yaml, read)).isEmpty();
    return CollectionTable.open(store.writing(), read.get(0));
  }

  private void take(CollectionTable table, String... visits) throws SQLException {
    List<InputRecord> rows = new ArrayList<>();
    for (String visit : visits) {
      String[] parts = visit.split(" ", 2);
      rows.add(
          new InputRecord(
              "visits-0",
              0,
              0,
              null,
              "{\"user\":\"u1\",\"at\":\"%s\",\"page\":\"%s\"}".formatted(parts[0], parts[1])));
    }
    new Ingest(store.writing(), table, (of, row, reason) -> refused.add(reason))
        .take(rows, Map.of(), Map.of());
  }

  private String at(int daysAgo) {
    return today.minusDays(daysAgo) + "T10:00:00Z";
  }

  private List<String> read(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        read.add(rows.getString(1));
      }
      return read;
    }
  }

  private List<String> days(CollectionTable table) throws SQLException {
    return read(
        "select right(inhrelid::regclass::text, 9) from pg_inherits where inhparent = '"
            + table.name()
            + "'::regclass order by 1");
  }

  private String day(int daysAgo) {
    return "_" + today.minusDays(daysAgo).toString().replace("-", "");
  }

  @Test
  void eachDayIsAPartitionThatComesWithItsFirstRow() throws Exception {
    CollectionTable visits = open(VISITS);
    assertThat(days(visits)).isEmpty();
    take(visits, at(3) + " a", at(1) + " b", at(3) + " corrected");
    take(visits, at(0) + " c", at(1) + " again");
    assertThat(days(visits)).containsExactly(day(3), day(1), day(0));
    assertThat(read("select page from data.visits order by event_time"))
        .containsExactly("corrected", "again", "c");
    assertThat(refused).isEmpty();
  }

  @Test
  void whatComesTooLateIsCounted() throws Exception {
    CollectionTable visits = open(VISITS);
    take(visits, at(30) + " a", at(12) + " b", at(2) + " c");
    assertThat(read("select page from data.visits")).containsExactly("c");
    assertThat(read("select outdated from customer.tally")).containsExactly("2");
    assertThat(days(visits)).containsExactly(day(2));
  }

  @Test
  void whatIsFarAheadIsRefusedAndTheOthersAreTaken() throws Exception {
    CollectionTable visits = open(VISITS);
    take(visits, at(2) + " a", at(-400) + " ahead", at(1) + " b", at(-1) + " tomorrow");
    assertThat(read("select page from data.visits order by event_time"))
        .containsExactly("a", "b", "tomorrow");
    assertThat(refused).containsExactly("its event_time is more than 2 days ahead");
  }

  @Test
  void aDayGoesAsAWholeWhenAllOfItIsTooOldAndNotBeforeSomebodyHasReadIt() throws Exception {
    CollectionTable visits = open(VISITS);
    take(visits, at(8) + " a", at(5) + " b", at(1) + " c");
    CollectionTable shorter = open(VISITS.replace("10d", "4d"));
    assertThat(shorter.name()).isEqualTo(visits.name());
    try (Connection reader = store.reading().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select * from visits");
      assertThat(failure(shorter)).isEqualTo("55P03");
      assertThat(days(visits)).hasSize(3);
      reader.rollback();
    }
    await().until(() -> failure(shorter).isEmpty());
    assertThat(days(visits)).containsExactly(day(1));
    assertThat(read("select page from data.visits")).containsExactly("c");
  }

  private String failure(CollectionTable table) {
    try {
      Retention.forget(store.writing(), table, 10);
      return "";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  @Test
  void aPartitionNeedsItsDayInTheKeyAndAnEnd() {
    assertThat(problems(VISITS.replace(", event_time]", "]"), new ArrayList<>()))
        .extracting(Problem::toString)
        .containsExactly("c.yaml:7:1: error: 'partition' needs event_time in 'key'");
    assertThat(problems(VISITS.replace("retention: 10d\n", ""), new ArrayList<>()))
        .extracting(Problem::toString)
        .containsExactly("c.yaml:6:1: error: 'partition' needs 'retention'");
    assertThat(problems(VISITS.replace("partition: day", "partition: week"), new ArrayList<>()))
        .extracting(Problem::toString)
        .containsExactly("c.yaml:7:12: error: 'partition': expected one of day, got 'week'");
  }

  /** Days go without a trigger, so nothing could take them off what is kept. */
  @Test
  void whatIsSpentIsComputedWhereDaysGo() throws Exception {
    CollectionTable purchases =
        open(
            VISITS
                .replace("id: visits", "id: purchases")
                .replace("page from", "page as purchase_id, 1 as total from"));
    take(purchases, at(9) + " a", at(0) + " b");
    ShippedViews.restore(store.writing());
    assertThat(read("select total_spend from data.spending")).containsExactly("2");
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table " + purchases.name().replaceFirst("\"$", day(9) + '"'));
    }
    assertThat(read("select total_spend from data.spending")).containsExactly("1");
  }
}
