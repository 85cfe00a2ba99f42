package dev.nudge.engine.mapping;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How times are written.
 *
 * @param format {@code iso}, {@code epoch_ms}, {@code epoch_s}, a pattern of {@code java.time}, or
 *     {@link #DEFAULT}
 * @param zone for texts that name none
 */
record TimeSpec(String format, ZoneId zone) {
  static final String DEFAULT = "";
  static final String ISO = "iso";
  static final String EPOCH_MS = "epoch_ms";
  static final String EPOCH_S = "epoch_s";

  /** ISO-8601, or a number of milliseconds. */
  static final TimeSpec ISO_OR_EPOCH = new TimeSpec(DEFAULT, ZoneOffset.UTC);

  /**
   * A parser of its own for one reader.
   *
   * @throws IllegalArgumentException if the pattern is none, or gives no date
   */
  TimeParser parser() {
    return switch (format) {
      case DEFAULT -> new TimeParser(text -> TimeParser.isoOrMillis(text, zone), 1);
      case ISO -> new TimeParser(text -> dev.nudge.engine.json.IsoTime.parse(text, zone), 0);
      case EPOCH_MS -> new TimeParser(text -> TimeParser.epoch(text, 1), 1);
      case EPOCH_S -> new TimeParser(text -> TimeParser.epoch(text, 1000), 1000);
      default -> new TimeParser(new PatternTime(format, zone), 0);
    };
  }

  /** For people: what a text should have been. */
  String describe() {
    return switch (format) {
      case DEFAULT -> "ISO-8601 or milliseconds since 1970";
      case ISO -> "ISO-8601";
      case EPOCH_MS -> "milliseconds since 1970";
      case EPOCH_S -> "seconds since 1970";
      default -> format;
    };
  }
}
