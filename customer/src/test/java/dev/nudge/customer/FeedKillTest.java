package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    AtomicBoolean written = new AtomicBoolean();
    Thread writer = new Thread(() -> write(events, written), "writer");
    writer.start();
    Random random = new Random(5);
    Process feed = start(database, events, nothing);
    try (Store store = Store.open(database)) {
      for (int kill = 0; kill < KILLS; kill++) {
        if (kill % 2 == 0) {
          // Also while it starts, and while it makes its tables.
          Thread.sleep(random.nextInt(1_500));
        } else {
          long before = seen(store);
          await().atMost(Duration.ofMinutes(1)).until(() -> seen(store) > before);
        }
        feed.destroyForcibly().waitFor();
        feed = start(database, events, nothing);
      }
      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreExceptions()
          .until(() -> written.get() && number(store, "select count(*) from activity") == RECORDS);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                assertThat(number(store, "select count(*) from purchases")).isEqualTo(RECORDS / 5);
                assertThat(number(store, "select sum(total) from purchases"))
                    .isEqualTo(RECORDS / 5 * 2);
                assertThat(number(store, "select count(*) from visits")).isEqualTo(100);
              });
      for (String collection : new String[] {"activity", "purchases", "visits"}) {
        assertThat(tally(store, collection)).as(collection).isEqualTo(RECORDS);
      }
    } finally {
      feed.destroyForcibly();
      writer.join(TimeUnit.SECONDS.toMillis(60));
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

  /** At most 1,000 records a second, so that most kills come between them. */
  private static void write(String topic, AtomicBoolean written) {
    try {
      for (int i = 0; i < RECORDS; i++) {
        var sent =
            TestKafka.send(
                topic,
                "u" + i % 100,
                "{'id':'e%d','user':'u%d','type':'%s','time':'%s','price':2}"
                    .formatted(i, i % 100, i % 5 == 0 ? "purchase" : "view", Instant.now()));
        if (i % 100 == 99) {
          sent.get();
          Thread.sleep(100);
        }
      }
      written.set(true);
    } catch (Exception e) {
      throw new IllegalStateException(e);
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
        .redirectErrorStream(true)
        .redirectOutput(new File("target/feed-process.log"))
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
