package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.bench.measure.Latencies;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the moment at which an event is to be written until the endpoint {@code
 * activity} shows it: one event after the other, each asked for every few milliseconds.
 */
final class FreshProbes {
  private static final long LOOK_NANOS = 5_000_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private FreshProbes() {}

  static Latencies measure(LocalSystem system, CustomerEndpoints endpoints, int seconds) {
    Latencies fresh = new Latencies();
    String topic = system.settings.topics().events().get(0).topic();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int number = 0; System.nanoTime() < end; number++) {
      String user = "probe-" + number;
      long begin = System.nanoTime();
      system.send(
          topic,
          user,
          "{\"id\":\"%s\",\"user\":\"%s\",\"time\":\"%s\",\"type\":\"view\",\"product_id\":\"p1\"}"
              .formatted(user, user, Instant.now()));
      while (!endpoints.ask("activity", user).contains("\"event_id\":\"" + user)) {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
          throw Failure.system("an event was not there after a minute");
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      fresh.add(System.nanoTime() - begin);
    }
    return fresh;
  }
}
