package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Notation;
import dev.nudge.importer.draft.JsonKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code {"unit": "MINUTES", "size": 10}}. */
final class LengthOfTime {
  private static final List<String> UNITS =
      List.of("DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS");

  private LengthOfTime() {}

  /** Whole seconds, at least one, or nothing after reporting why. */
  static Optional<Duration> read(Fields parent, String key) {
    Optional<Fields> time = JsonKeys.open(parent, key, RuleKeys.TIME);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = time.get();
    fields.require("unit", "one of " + String.join(", ", UNITS));
    fields.require("size", "a whole number");
    Optional<String> unit = JsonKeys.word(fields, "unit", UNITS, Words.MEANT);
    OptionalInt size = fields.integer("size", 1, Integer.MAX_VALUE);
    if (unit.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    Duration length = length(unit.get(), size.getAsInt());
    if (length.toMillis() % 1_000 != 0) {
      fields.error(
          fields.position("size"), "durations count whole seconds here; round it to a second");
      return Optional.empty();
    }
    if (length.compareTo(Notation.LONGEST) > 0) {
      fields.error(fields.position("size"), "a duration is at most a hundred years");
      return Optional.empty();
    }
    return Optional.of(length);
  }

  private static Duration length(String unit, int size) {
    return switch (unit) {
      case "DAYS" -> Duration.ofDays(size);
      case "HOURS" -> Duration.ofHours(size);
      case "MINUTES" -> Duration.ofMinutes(size);
      case "SECONDS" -> Duration.ofSeconds(size);
      default -> Duration.ofMillis(size);
    };
  }
}
