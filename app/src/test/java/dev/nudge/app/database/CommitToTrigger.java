package dev.nudge.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.up.UpProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Milliseconds from the return of a COMMIT until the trigger can be read, with the example's
 * campaign {@code gold-cart}.
 */
final class CommitToTrigger {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  private final ShopDatabase shop;
  private final UpProcess up;
  private long row = 1_000;

  CommitToTrigger(ShopDatabase shop, UpProcess up) {
    this.shop = shop;
    this.up = up;
  }

  /** Of clicks of a customer who is gold already. */
  long[] ofInserts(int times) throws SQLException {
    long[] millis = new long[times];
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement();
        KafkaConsumer<String, String> triggers = up.reader("nudge.triggers", "read_uncommitted")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < times; i++) {
        click(statement, "ben", "insert-" + i);
        connection.commit();
        long committed = System.nanoTime();
        String fired = "put insert-" + i + " aside";
        while (!fired(triggers, fired)) {
          assertThat(since(committed)).as(fired).isLessThan(PATIENCE.toMillis());
        }
        millis[i] = since(committed);
      }
    }
    return millis;
  }

  /** Of customers who become gold, and click all the while. */
  long[] ofUpdates(int times) throws SQLException {
    long[] millis = new long[times];
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement();
        KafkaConsumer<String, String> triggers = up.reader("nudge.triggers", "read_uncommitted")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < times; i++) {
        String who = "customer-" + i;
        statement.execute("insert into customers values ('" + who + "', '" + who + "', 'silver')");
        connection.commit();
        statement.execute("update customers set tier = 'gold' where id = '" + who + "'");
        connection.commit();
        long committed = System.nanoTime();
        do {
          assertThat(since(committed)).as(who).isLessThan(PATIENCE.toMillis());
          click(statement, who, "update-" + i);
          connection.commit();
        } while (!fired(triggers, '"' + who + ", shall we"));
        millis[i] = since(committed);
      }
    }
    return millis;
  }

  private void click(Statement statement, String who, String product) throws SQLException {
    statement.execute(
        "insert into click_stream values (%d, '%s', 's', 'add_to_cart', '%s', 'coats', 1.00)"
            .formatted(row++, who, product));
  }

  private static boolean fired(KafkaConsumer<String, String> triggers, String text) {
    boolean fired = false;
    for (ConsumerRecord<String, String> trigger : triggers.poll(POLL)) {
      fired |= trigger.value().contains(text);
    }
    return fired;
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
