package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import java.util.Locale;

/** What a number counts that is a time: so many of these since 1970-01-01T00:00Z. */
enum EpochUnit {
  SECONDS(1_000, 1),
  MILLISECONDS(1, 1),
  MICROSECONDS(1, 1_000),
  NANOSECONDS(1, 1_000_000);

  private final long millis;
  private final long perMilli;

  EpochUnit(long millis, long perMilli) {
    this.millis = millis;
    this.perMilli = perMilli;
  }

  /** As it is called in sentences. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The milliseconds of a number, fractions cut off, or {@link IsoTime#NONE}. */
  long of(long number) {
    long whole = Math.floorDiv(number, perMilli);
    return whole >= IsoTime.MIN / millis && whole <= IsoTime.MAX / millis
        ? whole * millis
        : IsoTime.NONE;
  }

  /** The milliseconds of a number, fractions cut off, or {@link IsoTime#NONE}. */
  long of(double number) {
    double time = Math.floor(number * millis / perMilli);
    return time >= IsoTime.MIN && time <= IsoTime.MAX ? (long) time : IsoTime.NONE;
  }

  /** The milliseconds of a number in digits, or {@link IsoTime#NONE}. */
  long read(String text) {
    long small = Decimals.smallInteger(text);
    if (small != Decimals.NOT_SMALL) {
      return of(small);
    }
    try {
      return of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return of(Decimals.parse(text));
    }
  }
}
