package dev.nudge.engine.story;

import dev.nudge.engine.event.Null;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.Reading;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.pattern.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How values, times and reasons are written for people. */
final class Wording {
  private static final int LONGEST_VALUE = 60;
  private static final long DAY = 86_400_000;

  private Wording() {}

  /** {@code 10:00:00}; with the date where that is another than that of {@code near}. */
  static String time(long time, long near) {
    String text = IsoTime.format(time);
    String ofDay = text.substring(11, text.length() - 1);
    return Math.floorDiv(time, DAY) == Math.floorDiv(near, DAY)
        ? ofDay
        : text.substring(0, 10) + " " + ofDay;
  }

  static String day(long time) {
    return IsoTime.format(time).substring(0, 10);
  }

  /** As campaigns write it: {@code 10m}, {@code 1h30m}. */
  static String span(long millis) {
    if (millis < 1000) {
      return millis + "ms";
    }
    StringBuilder text = new StringBuilder();
    long rest = millis / 1000;
    long[] units = {86_400, 3_600, 60, 1};
    String names = "dhms";
    for (int i = 0; i < units.length; i++) {
      if (rest >= units[i]) {
        text.append(rest / units[i]).append(names.charAt(i));
        rest %= units[i];
      }
    }
    return text.toString();
  }

  static String value(Object value) {
    String text;
    if (value instanceof String string) {
      text = "'" + string + "'";
    } else if (value instanceof Instant instant) {
      text = IsoTime.format(instant.toEpochMilli());
    } else if (value instanceof Duration duration) {
      text = (duration.isNegative() ? "-" : "") + span(Math.abs(duration.toMillis()));
    } else if (value == Null.NULL) {
      text = "null";
    } else if (value instanceof List<?> || value instanceof java.util.Map<?, ?>) {
      text = new String(new JsonWriter().writeValue(value), StandardCharsets.UTF_8);
    } else {
      text = value.toString();
    }
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 3) + "..." : text;
  }

  /** {@code event.price > 200.0 (event.price = 251.7)}. */
  static String held(List<Check> checks) {
    return checks.stream()
        .map(check -> check.outcome().text() + readings(check))
        .collect(Collectors.joining(" && "));
  }

  /** {@code event.price > 200.0 is false (event.price = 120.0)}. */
  static String failed(List<Check> checks) {
    return checks.stream()
        .filter(check -> !check.outcome().holds())
        .map(check -> check.outcome().text() + outcome(check.outcome()) + readings(check))
        .collect(Collectors.joining("; "));
  }

  private static String outcome(Reading outcome) {
    return outcome.value().isPresent()
        ? " is " + value(outcome.value().get())
        : " has no value: " + outcome.failure();
  }

  /** What a value was: of a filter. */
  static String value(Reading reading) {
    return reading.text()
        + reading
            .value()
            .map(value -> " = " + value(value))
            .orElseGet(() -> ": " + reading.failure());
  }

  private static String readings(Check check) {
    List<String> parts = new ArrayList<>();
    for (Reading reading : check.readings()) {
      boolean said =
          reading.text().equals(check.outcome().text())
              || (reading.value().isEmpty() && reading.failure().equals(check.outcome().failure()));
      if (!said) {
        parts.add(value(reading));
      }
    }
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  /** {@code waits for 'purchase' until 10:10:00 (10m)}. */
  static String waits(List<Wait> waits, long now) {
    return waits.stream()
        .distinct()
        .map(wait -> wait(wait, now))
        .collect(Collectors.joining("; or "));
  }

  private static String wait(Wait wait, long now) {
    String step = "'" + wait.step() + "'";
    String unless =
        wait.unless().isEmpty()
            ? ""
            : wait.unless().stream()
                .collect(Collectors.joining("' or '", " unless '", "' happens"));
    String until = until(wait, now);
    return switch (wait.kind()) {
      case EVENT -> "waits for " + step + until + unless;
      case NEXT -> "needs " + step + " next" + comma(until) + unless;
      case OTHER -> "needs anything but " + step + " next" + comma(until) + unless;
      case DEADLINE -> "is a match" + until.replace(" until ", " at ") + unless;
      case NOTHING -> "is complete";
    };
  }

  private static String comma(String text) {
    return text.isEmpty() ? "" : "," + text;
  }

  private static String until(Wait wait, long now) {
    return wait.due() == Long.MAX_VALUE
        ? ""
        : " until " + time(wait.due(), now) + " (" + span(wait.due() - now) + ")";
  }

  /** What was waited for, in the past: {@code 'purchase'}. */
  static String wanted(List<Wait> waits) {
    return waits.stream()
        .filter(wait -> wait.kind() != Wait.Kind.NOTHING)
        .map(
            wait ->
                (wait.kind() == Wait.Kind.OTHER || wait.kind() == Wait.Kind.DEADLINE ? "no " : "")
                    + "'"
                    + wait.step()
                    + "'")
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  /** {@code attempt 1}, {@code attempts 1, 2 and 4}. */
  static String attempts(List<Integer> numbers) {
    if (numbers.size() == 1) {
      return "attempt " + numbers.get(0);
    }
    List<String> texts = numbers.stream().map(String::valueOf).toList();
    int last = texts.size() - 1;
    return texts.size() > 6
        ? texts.size() + " attempts (" + texts.get(0) + " to " + texts.get(last) + ")"
        : "attempts " + String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
  }
}
