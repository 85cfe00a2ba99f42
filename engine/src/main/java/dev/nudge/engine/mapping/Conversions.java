package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.io.NumberOutput;

/** One conversion for each type of a mapping. */
final class Conversions {
  private static final double WHOLE = 0x1p63;

  private Conversions() {}

  /** Numbers and truth values as they are written in JSON. */
  static Kind string(Kind kind, Register value) {
    switch (kind) {
      case STRING, NULL -> {
        return kind;
      }
      case INT -> value.ref = Long.toString(value.word);
      case DOUBLE -> value.ref = NumberOutput.toString(Double.longBitsToDouble(value.word), true);
      case BOOL -> value.ref = value.word != 0 ? "true" : "false";
      default -> {
        return Kind.ERROR;
      }
    }
    return Kind.STRING;
  }

  /** A whole number in 64 bits, whichever way it is written. */
  static Kind integer(Kind kind, Register value) {
    if (kind == Kind.INT || kind == Kind.NULL) {
      return kind;
    }
    if (kind == Kind.STRING && value.ref instanceof String text) {
      long small = Decimals.smallInteger(text);
      if (small != Decimals.NOT_SMALL) {
        value.word = small;
        return Kind.INT;
      }
      try {
        value.word = Long.parseLong(text.strip());
        return Kind.INT;
      } catch (NumberFormatException e) {
        return whole(Decimals.parse(text), value);
      }
    }
    return kind == Kind.DOUBLE ? whole(Double.longBitsToDouble(value.word), value) : Kind.ERROR;
  }

  private static Kind whole(double number, Register value) {
    if (number != Math.rint(number) || number < -WHOLE || number >= WHOLE) {
      return Kind.ERROR;
    }
    value.word = (long) number;
    return Kind.INT;
  }

  /** A finite number. */
  static Kind number(Kind kind, Register value) {
    if (kind == Kind.DOUBLE || kind == Kind.NULL) {
      return kind;
    }
    double number =
        kind == Kind.INT
            ? (double) value.word
            : kind == Kind.STRING && value.ref instanceof String text
                ? Decimals.parse(text)
                : Double.NaN;
    value.word = Double.doubleToRawLongBits(number);
    return Double.isFinite(number) ? Kind.DOUBLE : Kind.ERROR;
  }

  /** {@code true}, {@code false}, 1 or 0. */
  static Kind truth(Kind kind, Register value) {
    if (kind == Kind.BOOL || kind == Kind.NULL) {
      return kind;
    }
    if (kind == Kind.INT) {
      return value.word == 0 || value.word == 1 ? Kind.BOOL : Kind.ERROR;
    }
    if (kind != Kind.STRING || !(value.ref instanceof String text)) {
      return Kind.ERROR;
    }
    String word = text.strip();
    boolean yes = word.equalsIgnoreCase("true") || word.equals("1");
    value.word = yes ? 1 : 0;
    return yes || word.equalsIgnoreCase("false") || word.equals("0") ? Kind.BOOL : Kind.ERROR;
  }

  /** A text that holds JSON; what is no text is that value already. */
  static Kind json(Kind kind, Register value) {
    if (kind == Kind.STRING && value.ref instanceof String text) {
      return JsonReader.value(text) instanceof Parsed.Accepted<Object> accepted
          ? value.put(accepted.value())
          : Kind.ERROR;
    }
    return kind;
  }

  /** A time in this spelling. */
  static Conversion timestamp(TimeParser parser) {
    return (kind, value) -> {
      if (kind == Kind.NULL || kind == Kind.TIMESTAMP) {
        return kind;
      }
      long time = parser.parse(kind, value);
      return IsoTime.isValid(time) ? value.put(Instant.ofEpochMilli(time)) : Kind.ERROR;
    };
  }

  /** A text of several values, each stripped; empty ones are left out. */
  static Conversion split(String separator, Conversion element) {
    return (kind, value) -> {
      if (kind == Kind.NULL || kind == Kind.LIST) {
        return kind;
      }
      if (kind != Kind.STRING || !(value.ref instanceof String text)) {
        return Kind.ERROR;
      }
      List<Object> elements = new ArrayList<>();
      int from = 0;
      while (from <= text.length()) {
        int end = text.indexOf(separator, from);
        end = end < 0 ? text.length() : end;
        String part = text.substring(from, end).strip();
        from = end + separator.length();
        if (part.isEmpty()) {
          continue;
        }
        value.ref = part;
        Kind converted = element.convert(Kind.STRING, value);
        if (converted == Kind.ERROR) {
          return Kind.ERROR;
        }
        elements.add(boxed(converted, value));
      }
      return value.put(Collections.unmodifiableList(elements));
    };
  }

  private static Object boxed(Kind kind, Register value) {
    return switch (kind) {
      case INT -> value.word;
      case DOUBLE -> Double.longBitsToDouble(value.word);
      case BOOL -> value.word != 0;
      default -> value.ref == null ? Null.NULL : value.ref;
    };
  }
}
