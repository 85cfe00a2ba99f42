package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing comes any more, and a deadline fires nevertheless, when it is due by the wall clock. All
 * settings are as they are by default, the windows of the campaign apart.
 */
final class QuietStreamTest {
  private static final Duration WITHIN = Duration.ofSeconds(3);

  /** Far less than {@code time.quiet}: who waits for that is seen. */
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static RunningSystem system;

  /**
   * Whoever has just started waits for those who held events back while it was not there: until the
   * first trigger is there, also that of the three of four partitions that never got an event.
   */
  @BeforeAll
  static void start() throws Exception {
    system = RunningSystem.start(folder);
    system.publish(
        "abandoned-cart",
        """
        id: abandoned-cart
        published: 2019-01-01T00:00:00Z
        pattern:
          steps:
            - {name: cart, event: cart}
            - {name: purchase, event: purchase, absent: true}
          within: %ds
        offer: {text: "Still thinking about ${cart.product_id}?"}
        """
            .formatted(WITHIN.toSeconds()));
    event("first", "cart", Instant.now());
    trigger("first");
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void theLastEventIsAnAbandonedCartAndItsTriggerComesInTime() throws Exception {
    Instant cart = Instant.now();
    event("ann", "cart", cart);

    assertInTime("ann", cart);
  }

  @Test
  void oldEventsInAQuietSystemDoNotFireEarlyAndAreNotForgotten() throws Exception {
    Instant then = Instant.parse("2019-10-01T10:00:00Z");
    for (int i = 0; i < 2_000; i++) {
      send("old-" + i % 100, "view", then.minusSeconds(3_600).plusSeconds(i / 10));
    }
    event("buys", "cart", then);
    event("leaves", "cart", then);
    Instant written = Instant.now();
    pass(Duration.ofMillis(500));
    event("buys", "purchase", then.plusSeconds(1));
    Instant cart = Instant.now();
    event("live", "cart", cart);

    assertInTime("live", cart);
    // Those of the past wait as long as they would have waited then.
    assertInTime("leaves", written);
    assertThat(trigger("leaves")).contains("\"time\":\"2019-10-01T10:00:03Z\"");
    assertThat(triggers("buys")).isEmpty();
  }

  @Test
  void aUserOfTheFutureNeitherFiresNorHoldsUpTheDeadlinesOfOthers() throws Exception {
    Instant cart = Instant.now();
    event("before", "cart", cart);
    event("buyer", "cart", cart);
    for (int i = 0; i < 50; i++) { // in all partitions
      send("ahead-" + i, "view", cart.plus(Duration.ofHours(12)));
      send("far-ahead-" + i, "view", cart.plus(Duration.ofDays(400)));
    }
    pass(Duration.ofMillis(500));
    event("buyer", "purchase", Instant.now());
    Instant later = Instant.now();
    event("after", "cart", later);

    assertInTime("before", cart);
    assertInTime("after", later);
    assertThat(triggers("buyer")).isEmpty();
    for (int i = 0; i < 50; i++) {
      String user = "far-ahead-" + i + "\\\"";
      assertThat(system.await("nudge.rejected", value -> value.contains(user)))
          .contains("ahead of its time");
    }
  }

  @Test
  void aPurchaseInTimeCancels() throws Exception {
    Instant cart = Instant.now();
    event("pays", "cart", cart);
    event("leaves-too", "cart", cart);
    pass(WITHIN.minusMillis(300));
    event("pays", "purchase", Instant.now());

    assertInTime("leaves-too", cart);
    assertThat(triggers("pays")).isEmpty();
  }

  private static void event(String user, String type, Instant time) throws Exception {
    send(user, type, time).get();
  }

  private static Future<RecordMetadata> send(String user, String type, Instant time) {
    String value = "{\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"product_id\":\"p1\"}";
    return system.producer.send(
        new ProducerRecord<>("nudge.events", user, value.formatted(user, type, time)));
  }

  /** Its trigger can be read at its deadline, or soon after it, by the wall clock. */
  private static void assertInTime(String user, Instant cart) {
    trigger(user);
    long seen = system.seen("nudge.triggers", value -> value.contains(name(user)));
    assertThat(Instant.ofEpochMilli(seen))
        .as("the trigger for %s", user)
        .isBetween(cart.plus(WITHIN), cart.plus(WITHIN).plus(AT_MOST));
  }

  private static String trigger(String user) {
    return system.await("nudge.triggers", value -> value.contains(name(user)));
  }

  private static List<String> triggers(String user) {
    return system.values("nudge.triggers").stream()
        .filter(value -> value.contains(name(user)))
        .toList();
  }

  private static String name(String user) {
    return "\"user\":\"" + user + "\"";
  }

  private static void pass(Duration time) {
    Awaitility.await().pollDelay(time).until(() -> true);
  }
}
