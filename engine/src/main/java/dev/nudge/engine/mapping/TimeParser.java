package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;
import java.time.ZoneId;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in one spelling. It remembers the last text, for in a log in time order one line in a
 * few has the time of the line before it.
 */
final class TimeParser {
  private final ToLongFunction<String> texts;
  private final @Nullable EpochUnit numbers;
  private String lastText = "";
  private long lastTime = IsoTime.NONE;

  /**
   * A parser.
   *
   * @param texts gives milliseconds, or {@link IsoTime#NONE}
   * @param numbers what a JSON number counts; null where a number is no time
   */
  TimeParser(ToLongFunction<String> texts, @Nullable EpochUnit numbers) {
    this.texts = texts;
    this.numbers = numbers;
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
    if (numbers == null) {
      return IsoTime.NONE;
    }
    if (kind == Kind.INT) {
      return numbers.of(value.word);
    }
    return kind == Kind.DOUBLE ? numbers.of(Double.longBitsToDouble(value.word)) : IsoTime.NONE;
  }

  /** Digits are milliseconds, all else is ISO-8601. */
  static long isoOrMillis(String text, ZoneId zone) {
    long number = Decimals.smallInteger(text);
    return number == Decimals.NOT_SMALL
        ? IsoTime.parse(text, zone)
        : EpochUnit.MILLISECONDS.of(number);
  }
}
