package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever feeds is killed, again and again, while records come: each counts once all the same. */
@Tag("slow")
class FeedKillTest {
  private static final int RECORDS = 30_000;
  private static final int KILLS = 10;

  @Test
  void eachRecordCountsOnceHoweverOftenItsFeedIsKilled() throws Exception {
    String events = UUID.randomUUID() + ".events";
    String nothing = UUID.randomUUID() + ".nothing";
    TestKafka.make(events, nothing);
    Database database = TestStore.database();
    Random random = new Random(5);
    try (Store store = Store.open(database)) {
      for (int kill = 0; kill < KILLS; kill++) {
        long before = seen(store);
        Process feed = start(database, events, nothing);
        try (BufferedReader says = feed.inputReader()) {
          write(events, kill);
          if (kill % 2 == 0) {
            // While it starts, while it makes its tables, when it has just begun.
            String stage = FeedProcess.STAGES.get(random.nextInt(FeedProcess.STAGES.size()));
            assertThat(says.lines().anyMatch(stage::equals)).as("its feed %s", stage).isTrue();
          } else {
            await().atMost(Duration.ofMinutes(1)).until(() -> seen(store) > before);
          }
        } finally {
          feed.destroyForcibly().waitFor();
        }
      }
      Process last = start(database, events, nothing);
      try {
        await()
            .atMost(Duration.ofMinutes(3))
            .untilAsserted(
                () -> {
                  assertThat(number(store, "select count(*) from activity")).isEqualTo(RECORDS);
                  assertThat(number(store, "select count(*) from purchases"))
                      .isEqualTo(RECORDS / 5);
                  assertThat(number(store, "select sum(total) from purchases"))
                      .isEqualTo(RECORDS / 5 * 2);
                  assertThat(number(store, "select count(*) from visits")).isEqualTo(100);
                  for (String collection : List.of("activity", "purchases", "visits")) {
                    assertThat(tally(store, collection)).as(collection).isEqualTo(RECORDS);
                  }
                });
      } finally {
        last.destroyForcibly();
      }
    }
  }

  /** How many are there; none while their table is not. */
  private static long seen(Store store) {
    try {
      return number(store, "select count(*) from activity");
    } catch (SQLException e) {
      return 0;
    }
  }

  /** The part of the records that comes before a kill, without waiting until they are there. */
  private static void write(String topic, int part) {
    for (int i = part * RECORDS / KILLS; i < (part + 1) * RECORDS / KILLS; i++) {
      TestKafka.send(
          topic,
          "u" + i % 100,
          "{'id':'e%d','user':'u%d','type':'%s','time':'%s','price':2}"
              .formatted(i, i % 100, i % 5 == 0 ? "purchase" : "view", Instant.now()));
    }
  }

  private static Process start(Database database, String events, String nothing)
      throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FeedProcess.class.getName(),
            database.url(),
            TestKafka.bootstrap(),
            events,
            nothing)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static long tally(Store store, String collection) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select read from customer.tally where id = '" + collection + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long number(Store store, String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
