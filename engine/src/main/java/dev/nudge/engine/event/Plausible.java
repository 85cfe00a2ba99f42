package dev.nudge.engine.event;

/** Times that are possible, or not, and most likely another unit than they were read in. */
public final class Plausible {
  /** What is to be said of times that {@link #looksLikeSeconds}. */
  public static final String LIKE_SECONDS =
      "look like seconds that were read as milliseconds; a mapping reads seconds with"
          + " 'format: epoch_s'";

  private static final long YEAR_2000_IN_SECONDS = 946_684_800L;
  private static final long YEAR_2100_IN_SECONDS = 4_102_444_800L;

  private Plausible() {}

  /**
   * Whether a time lies in the weeks of 1970 in which the seconds of the years 2000 to 2099 lie
   * when they are read as milliseconds.
   */
  public static boolean looksLikeSeconds(long time) {
    return time >= YEAR_2000_IN_SECONDS && time < YEAR_2100_IN_SECONDS;
  }

  /**
   * For a number that is no time in the unit it was read in: which unit makes it one of the years
   * 2000 to 2099, and how a mapping says so, to be put behind a sentence; empty where none does.
   */
  public static String advice(double number) {
    return isOfThisCentury(number)
        ? "; it looks like seconds, which a mapping reads with 'format: epoch_s'"
        : isOfThisCentury(number / 1e3)
            ? "; it looks like milliseconds, which a mapping reads with 'format: epoch_ms'"
            : isOfThisCentury(number / 1e6)
                ? "; it looks like microseconds, which a mapping reads with 'format: epoch_us'"
                : isOfThisCentury(number / 1e9)
                    ? "; it looks like nanoseconds, which a mapping reads with 'format: epoch_ns'"
                    : "";
  }

  private static boolean isOfThisCentury(double seconds) {
    return seconds >= YEAR_2000_IN_SECONDS && seconds < YEAR_2100_IN_SECONDS;
  }
}
