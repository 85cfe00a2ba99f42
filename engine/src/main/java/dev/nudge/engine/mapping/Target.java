package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.NameLimit;
import dev.nudge.engine.event.PlainNumber;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value of a line goes. May change the value while it takes it. */
interface Target {
  /** Nowhere. */
  Target NOWHERE = (kind, value, line) -> {};

  /** How many different words of a field are remembered, so that equal ones are one string. */
  int WORDS = 1_000;

  void take(Kind kind, Register value, ParsedLine line);

  /** A field that is a text, each of these words replaced by another. */
  static Target text(CoreField field, Map<String, String> values, int rank) {
    boolean few = field == CoreField.TYPE;
    Map<String, String> words = new HashMap<>(values);
    return (kind, value, line) -> {
      if (kind == Kind.NULL) {
        return;
      }
      if (kind != Kind.STRING && !PlainNumber.isWhole(kind, value.word)) {
        line.wrong("bad " + field.word(), "it is " + kind + ", not a string");
        return;
      }
      String text =
          kind == Kind.STRING && value.ref instanceof String found
              ? found
              : PlainNumber.text(kind, value.word);
      if (NameLimit.isExceededBy(text)) {
        line.wrong("bad " + field.word(), NameLimit.detail(text));
        return;
      }
      if (few || !values.isEmpty()) {
        @Nullable String word = words.get(text);
        if (word == null && words.size() < WORDS) {
          words.put(text, text);
        }
        text = word == null ? text : word;
      }
      line.text(field, text, rank);
    };
  }

  /** A part of a time that stands in several places. */
  static Target piece(int index) {
    return (kind, value, line) -> {
      if (kind == Kind.STRING && value.ref instanceof String text) {
        line.piece(index, text.strip());
      } else if (PlainNumber.isWhole(kind, value.word)) {
        line.piece(index, PlainNumber.text(kind, value.word));
      } else if (kind != Kind.NULL) {
        line.wrong("bad time", "a part of it is " + kind + ", not a string");
      }
    };
  }

  /** The time. */
  static Target time(TimeSpec spec) {
    TimeParser parser = spec.parser();
    return (kind, value, line) -> {
      if (kind == Kind.NULL) {
        return;
      }
      line.time =
          kind == Kind.TIMESTAMP && value.ref instanceof Instant time
              ? time.toEpochMilli()
              : parser.parse(kind, value);
      if (!IsoTime.isValid(line.time)) {
        String found = kind == Kind.STRING ? "'" + value.ref + "'" : "it";
        line.wrong("bad time", found + " is not " + spec.describe() + advice(kind, value));
      }
    };
  }

  private static String advice(Kind kind, Register value) {
    return switch (kind) {
      case INT -> Plausible.advice((double) value.word);
      case DOUBLE -> Plausible.advice(Double.longBitsToDouble(value.word));
      case STRING -> Plausible.advice(Decimals.parse(String.valueOf(value.ref)));
      default -> "";
    };
  }

  /** A property of this type. */
  static Target property(String name, Type type) {
    Conversion conversion = type.conversion();
    return (kind, value, line) -> {
      @Nullable Object before = value.ref;
      Kind converted = conversion.convert(kind, value);
      if (converted == Kind.ERROR) {
        String found = kind == Kind.STRING ? "'" + before + "'" : "a value of kind " + kind;
        line.wrong("bad property", name + ": " + found + " is no " + type.word().text());
      } else {
        line.put(name, converted, value);
      }
    };
  }

  /** A property as it is. */
  static Target keep(String name) {
    return (kind, value, line) -> line.put(name, kind, value);
  }

  /** What lies further down, if it is there. */
  static Target below(List<String> path, Target target) {
    return (kind, value, line) -> {
      @Nullable Object at = value.ref;
      for (String step : path) {
        at =
            at instanceof Map<?, ?> map
                ? map.get(step)
                : at instanceof List<?> list ? element(list, step) : null;
      }
      if (at != null && (kind == Kind.MAP || kind == Kind.LIST)) {
        Kind found = value.put(at);
        target.take(found, value, line);
      }
    };
  }

  private static @Nullable Object element(List<?> list, String index) {
    long at = Decimals.smallInteger(index);
    return at >= 0 && at < list.size() ? list.get((int) at) : null;
  }

  /** All of these. */
  static Target all(List<Target> targets) {
    if (targets.size() == 1) {
      return targets.get(0);
    }
    Target[] each = targets.toArray(Target[]::new);
    return (kind, value, line) -> {
      long word = value.word;
      @Nullable Object ref = value.ref;
      for (Target target : each) {
        value.word = word;
        value.ref = ref;
        target.take(kind, value, line);
      }
    };
  }
}
