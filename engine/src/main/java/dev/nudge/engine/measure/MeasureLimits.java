package dev.nudge.engine.measure;

/**
 * Where a measure of one user stops to grow. They are no part of a plan's fingerprint: a state kept
 * under other limits can be used.
 *
 * @param samples how many samples a sliding window keeps, for each group, before it merges the
 *     older half of them into panes, each 4/samples of the window long; at least 16
 * @param distinct how many different values {@code distinct} tells apart
 * @param groups how many groups {@code by} keeps; then the least recently updated one goes
 * @param bytes what it takes in all, about; then the least recently updated groups go, and the
 *     oldest of the values that it keeps
 * @param lateness how far behind the user's clock an event may be, in milliseconds; what is older
 *     is never given to a measure
 */
public record MeasureLimits(int samples, int distinct, int groups, long bytes, long lateness) {
  /** 10,000 samples, 10,000 different values, 1,000 groups, 4 MiB, one day. */
  public static final MeasureLimits DEFAULT =
      new MeasureLimits(10_000, 10_000, 1_000, 4L << 20, 24L * 60 * 60 * 1000);

  /** Checks the limits. */
  public MeasureLimits {
    if (samples < 16 || distinct < 1 || groups < 1 || bytes < 1 || lateness < 0) {
      throw new IllegalArgumentException(
          "a measure needs room for 16 samples, one value and one group, and no negative lateness");
    }
  }
}
