package dev.nudge.console.live;

import java.time.Duration;
import java.util.stream.IntStream;

/** How a range of time is cut into spans that begin at even times, few enough for a chart. */
public final class EvenSpans {
  /** More would be finer than a screen. */
  private static final int MOST = 100;

  private static final int[] MINUTES = {
    1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080
  };

  private EvenSpans() {}

  /**
   * The shortest that makes no more than a hundred, and one more at an end: whole minutes, in
   * milliseconds.
   */
  public static long millis(Duration range) {
    long week = MINUTES[MINUTES.length - 1];
    long minutes =
        IntStream.of(MINUTES)
            .filter(each -> range.toMinutes() <= (long) each * MOST)
            .mapToLong(each -> each)
            .findFirst()
            .orElseGet(() -> ((range.toMinutes() - 1) / (MOST * week) + 1) * week);
    return Duration.ofMinutes(minutes).toMillis();
  }
}
