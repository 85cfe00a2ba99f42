package dev.nudge.bench.engine;

import dev.nudge.bench.workload.Campaigns;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Retention;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.time.Duration;
import java.util.List;

/**
 * Users who come once, look at two things, put one in the cart and never come again, under
 * campaigns whose windows are of an hour; events come half an hour late at most. Each minute of the
 * time of events, what is due fires and whom nothing is left of is let go.
 */
final class OnceUsers {
  /** So many come in a minute. */
  static final int A_MINUTE = 5_000;

  /** A user is remembered for as long as something late may still come. */
  private static final Duration LATENESS = Duration.ofMinutes(30);

  private static final long MINUTE = 60_000;
  private static final int MINUTES_AFTERWARDS = 120;

  private static final List<String> DOCUMENTS =
      List.of(
          """
          id: third-look
          measures:
            looks: {aggregate: count, event: view, over: 1h}
          when: looks >= 3
          """,
          """
          id: dear-looks
          measures:
            worth: {aggregate: sum, event: view, value: event.price, over: 1h}
            things: {aggregate: distinct, event: view, value: event.product, over: 1h}
          when: worth > 1000.0 && things > 5
          """,
          """
          id: abandoned
          pattern:
            steps:
              - {name: cart, event: cart}
              - {name: purchase, event: purchase, absent: true}
            within: 1h
          offer: {text: "Still yours: ${cart.product}"}
          """,
          """
          id: same-again
          pattern:
            steps:
              - {name: first, event: view}
              - {name: cart, event: cart, where: event.product == first.product}
              - {name: purchase, event: purchase}
            within: 1h
          """);

  private final Fired output = new Fired();
  private final KnownUsers users =
      new KnownUsers(
          new Detector(
              Campaigns.compile(DOCUMENTS), LATENESS, Retention.NONE, Detector.DEFAULT_REPEATS),
          output);
  private final Properties.Builder builder = new Properties.Builder(Shapes.shared());
  private long now = 1_700_000_000_000L;
  private long number;
  private int most;

  /** So many come, and a minute passes. */
  void come(int count) {
    for (int i = 0; i < count; i++) {
      String user = "visitor-" + number++;
      users.take(event(user, "view", 1, now));
      users.take(event(user, "view", 2, now + 10));
      users.take(event(user, "cart", 2, now + 20));
    }
    most = Math.max(most, users.states().size());
    passMinute();
  }

  /** Two hours pass. */
  void passHours() {
    for (int i = 0; i < MINUTES_AFTERWARDS; i++) {
      passMinute();
    }
  }

  private void passMinute() {
    now += MINUTE;
    users.passToAndForget(now);
  }

  private Event event(String user, String type, int product, long time) {
    builder
        .put("product", (Object) ("product-" + product))
        .put("price", 10.0 * product)
        .put("session", (Object) ("visit-of-" + user));
    return new Event(user + "-" + type + "-" + product, user, type, time, builder.build());
  }

  /** How many are remembered. */
  int size() {
    return users.states().size();
  }

  /** How many were remembered at most. */
  int most() {
    return most;
  }
}
