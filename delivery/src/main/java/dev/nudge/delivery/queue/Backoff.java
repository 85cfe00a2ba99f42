package dev.nudge.delivery.queue;

import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: anything up to a ceiling that doubles from one failure to the
 * next ("full jitter", which keeps those that failed together from coming back together; M.
 * Brooker, "Exponential Backoff And Jitter", 2015).
 */
final class Backoff {
  private static final long FIRST_MILLIS = 5_000;
  private static final long CEILING_MILLIS = 3_600_000;
  private static final long LEAST_MILLIS = 200;

  private Backoff() {}

  /**
   * How long, in milliseconds.
   *
   * @param attempts how many have failed; at least one
   */
  static long millis(int attempts, RandomGenerator random) {
    long ceiling = Math.min(CEILING_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 20));
    return random.nextLong(LEAST_MILLIS, ceiling + 1);
  }
}
