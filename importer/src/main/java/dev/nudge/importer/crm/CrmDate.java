package dev.nudge.importer.crm;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the dates of a campaign, in the forms that databases and programs give them. */
record CrmDate(Fields fields, ZoneId zone) {
  private static final int DATE = "2026-11-01".length();

  /** The time as ISO-8601 in UTC. A date is the beginning of its day. */
  Optional<String> read(String key) {
    Optional<Node> node = fields.node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> time =
        node.get() instanceof Node.Scalar scalar ? time(scalar) : Optional.empty();
    if (time.isEmpty()) {
      fields.expected(
          node.get(),
          key,
          "a time such as 2026-11-01T00:00:00Z, 2026-11-01 00:00:00 or 2026-11-01,"
              + " or milliseconds since 1970",
          "");
    }
    return time.map(Instant::toString);
  }

  Position at(String key) {
    return fields.position(key);
  }

  private Optional<Instant> time(Node.Scalar scalar) {
    String text = scalar.text().value();
    try {
      return switch (scalar.type()) {
        case INTEGER -> Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        case STRING -> Notation.timestamp(text).or(() -> Optional.of(local(text)));
        default -> Optional.empty();
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Instant local(String text) {
    return text.length() == DATE
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
        : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
  }
}
