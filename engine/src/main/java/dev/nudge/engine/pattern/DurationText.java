package dev.nudge.engine.pattern;

/** Durations as campaigns write them. */
final class DurationText {
  private static final long[] UNITS = {86_400_000, 3_600_000, 60_000, 1000};
  private static final String[] NAMES = {"d", "h", "m", "s"};

  private DurationText() {}

  /** The shortest exact form: {@code 90m}, {@code 7d}. */
  static String of(long millis) {
    for (int i = 0; i < UNITS.length; i++) {
      if (millis % UNITS[i] == 0) {
        return millis / UNITS[i] + NAMES[i];
      }
    }
    return millis + "ms";
  }
}
