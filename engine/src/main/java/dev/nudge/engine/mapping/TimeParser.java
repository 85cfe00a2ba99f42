package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;
import java.time.ZoneId;
import java.util.function.ToLongFunction;

/**
 * Reads times in one spelling. It remembers the last text, for in a log in time order one line in a
 * few has the time of the line before it.
 */
final class TimeParser {
  private final ToLongFunction<String> texts;
  private final long millisPerUnit;
  private String lastText = "";
  private long lastTime = IsoTime.NONE;

  /**
   * A parser.
   *
   * @param texts gives milliseconds, or {@link IsoTime#NONE}
   * @param millisPerUnit what a JSON number counts; 0 where a number is no time
   */
  TimeParser(ToLongFunction<String> texts, long millisPerUnit) {
    this.texts = texts;
    this.millisPerUnit = millisPerUnit;
  }

  /** The time a value stands for, in milliseconds, or {@link IsoTime#NONE}. */
  long parse(Kind kind, Register value) {
    if (kind == Kind.STRING && value.ref instanceof String text) {
      if (!text.equals(lastText)) {
        lastTime = texts.applyAsLong(text);
        lastText = text;
      }
      return lastTime;
    }
    if (millisPerUnit == 0) {
      return IsoTime.NONE;
    }
    if (kind == Kind.INT) {
      return scaled(value.word, millisPerUnit);
    }
    return kind == Kind.DOUBLE
        ? valid(Math.floor(Double.longBitsToDouble(value.word) * millisPerUnit))
        : IsoTime.NONE;
  }

  /** Digits are milliseconds, all else is ISO-8601. */
  static long isoOrMillis(String text, ZoneId zone) {
    long number = Decimals.smallInteger(text);
    return number == Decimals.NOT_SMALL ? IsoTime.parse(text, zone) : scaled(number, 1);
  }

  /** A number of units since 1970. */
  static long epoch(String text, long millisPerUnit) {
    long number = Decimals.smallInteger(text);
    return number == Decimals.NOT_SMALL
        ? valid(Math.floor(Decimals.parse(text) * millisPerUnit))
        : scaled(number, millisPerUnit);
  }

  private static long scaled(long number, long millisPerUnit) {
    return number >= IsoTime.MIN / millisPerUnit && number <= IsoTime.MAX / millisPerUnit
        ? number * millisPerUnit
        : IsoTime.NONE;
  }

  private static long valid(double millis) {
    return millis >= IsoTime.MIN && millis <= IsoTime.MAX ? (long) millis : IsoTime.NONE;
  }
}
