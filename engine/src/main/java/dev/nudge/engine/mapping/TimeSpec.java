package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How times are written.
 *
 * @param format {@code iso}, {@code epoch_s} and its kin, a pattern of {@code java.time}, or {@link
 *     #DEFAULT}
 * @param zone for texts that name none
 * @param locale whose words a pattern reads
 */
record TimeSpec(String format, ZoneId zone, Locale locale) {
  static final String DEFAULT = "";
  static final String ISO = "iso";

  /** All formats that have a name. */
  static final List<String> NAMED = List.of(ISO, "epoch_s", "epoch_ms", "epoch_us", "epoch_ns");

  /** ISO-8601, or a number of milliseconds. */
  static final TimeSpec ISO_OR_EPOCH = new TimeSpec(DEFAULT, ZoneOffset.UTC, Locale.ENGLISH);

  private static final Map<String, EpochUnit> EPOCHS =
      Map.of(
          "epoch_s", EpochUnit.SECONDS,
          "epoch_ms", EpochUnit.MILLISECONDS,
          "epoch_us", EpochUnit.MICROSECONDS,
          "epoch_ns", EpochUnit.NANOSECONDS);

  /**
   * A parser of its own for one reader.
   *
   * @throws IllegalArgumentException if the pattern is none, or gives no date
   */
  TimeParser parser() {
    @Nullable EpochUnit unit = EPOCHS.get(format);
    if (unit != null) {
      return new TimeParser(unit::read, unit);
    }
    return switch (format) {
      case DEFAULT ->
          new TimeParser(text -> TimeParser.isoOrMillis(text, zone), EpochUnit.MILLISECONDS);
      case ISO -> new TimeParser(text -> IsoTime.parse(text, zone), null);
      default -> new TimeParser(new PatternTime(format, zone, locale), null);
    };
  }

  /** For people: what a text should have been. */
  String describe() {
    @Nullable EpochUnit unit = EPOCHS.get(format);
    if (unit != null) {
      return unit.words() + " since 1970";
    }
    return switch (format) {
      case DEFAULT -> "ISO-8601 or milliseconds since 1970";
      case ISO -> "ISO-8601";
      default -> format;
    };
  }
}
