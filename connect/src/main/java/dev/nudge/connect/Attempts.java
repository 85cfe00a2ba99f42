package dev.nudge.connect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often something was started again, and when the next time is: later with each. */
final class Attempts {
  private static final long FIRST_SECONDS = 1;
  private static final long MOST_SECONDS = 60;

  private long wait = FIRST_SECONDS;
  private long begun = System.nanoTime();
  private boolean any;
  private volatile @Nullable String reason;

  /** Whether it may be tried now: at once the first time. */
  boolean isDue() {
    return !any || lastedFor(Duration.ofSeconds(wait));
  }

  void begin() {
    wait = any ? Math.min(wait * 2, MOST_SECONDS) : FIRST_SECONDS;
    any = true;
    begun = System.nanoTime();
    reason = null;
  }

  void failed(String why) {
    reason = why;
  }

  /** Why the last one failed. */
  @Nullable String reason() {
    return reason;
  }

  boolean lastedFor(Duration duration) {
    return System.nanoTime() - begun >= duration.toNanos();
  }
}
