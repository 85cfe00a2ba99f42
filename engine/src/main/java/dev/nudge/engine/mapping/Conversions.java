package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.PlainNumber;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One conversion for each type of a mapping. */
final class Conversions {
  private static final double WHOLE = 0x1p63;

  /** More digits than a number of 64 bits has, with a generous fraction. */
  private static final int LONGEST = 400;

  private Conversions() {}

  /** Numbers by their digits, truth values as they are written in JSON. */
  static Kind string(Kind kind, Register value) {
    switch (kind) {
      case STRING, NULL -> {
        return kind;
      }
      case INT, UINT, DOUBLE -> value.ref = PlainNumber.text(kind, value.word);
      case BOOL -> value.ref = value.word != 0 ? "true" : "false";
      default -> {
        return Kind.ERROR;
      }
    }
    return Kind.STRING;
  }

  /** A whole number from -2^63 to 2^64, whichever way it is written. */
  static Kind integer(Kind kind, Register value) {
    if (kind == Kind.INT || kind == Kind.UINT || kind == Kind.NULL) {
      return kind;
    }
    if (kind == Kind.STRING && value.ref instanceof String text) {
      long small = Decimals.smallInteger(text);
      if (small != Decimals.NOT_SMALL) {
        value.word = small;
        return Kind.INT;
      }
      return exact(text.strip(), value);
    }
    return kind == Kind.DOUBLE ? whole(Double.longBitsToDouble(value.word), value) : Kind.ERROR;
  }

  /** All digits count: by way of a double, 9007199254740993.0 would be another number. */
  private static Kind exact(String text, Register value) {
    if (text.length() > LONGEST || Double.isNaN(Decimals.parse(text))) {
      return Kind.ERROR;
    }
    BigDecimal number = new BigDecimal(text);
    if (number.precision() - number.scale() > 20 || number.scale() > LONGEST) {
      return Kind.ERROR;
    }
    try {
      BigInteger whole = number.toBigIntegerExact();
      value.word = whole.longValue();
      if (whole.bitLength() < Long.SIZE) {
        return Kind.INT;
      }
      return whole.signum() > 0 && whole.bitLength() == Long.SIZE ? Kind.UINT : Kind.ERROR;
    } catch (ArithmeticException e) {
      return Kind.ERROR;
    }
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
        switch (kind) {
          case INT, UINT -> kind.toDouble(value.word);
          case STRING -> value.ref instanceof String text ? Decimals.parse(text) : Double.NaN;
          default -> Double.NaN;
        };
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
    return kind == Kind.NULL ? Null.NULL : value.box(kind);
  }
}
