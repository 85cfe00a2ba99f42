package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code event}: types of events, as they are written; nothing in them is a sign. */
final class EventTypeNames {
  private static final Set<String> ALL = Set.of("*", "any", "all", "%");
  private static final Pattern LISTED = Pattern.compile("\\s*[\\w-]+(?:\\s*[,|]+\\s*[\\w-]+)+\\s*");
  private static final Pattern CONDITION =
      Pattern.compile(".*(?:[=!]=|\\bevent\\.|\\bprofile\\.).*", Pattern.DOTALL);

  private EventTypeNames() {}

  /** The types; empty for all. What looks like more than a name is warned of. */
  static List<Text> read(Fields fields) {
    List<Text> types = fields.texts("event", "an event type");
    for (Text type : types) {
      doubt(type.value()).ifPresent(words -> fields.warning(type.position(), words));
    }
    return types;
  }

  private static Optional<String> doubt(String type) {
    if (ALL.contains(type)) {
      return Optional.of(
          "this waits for events whose type is written '"
              + type
              + "'; for events of all types leave 'event' out");
    }
    if (isWord(type)) {
      return Optional.empty();
    }
    if (CONDITION.matcher(type).matches()) {
      return Optional.of("this is the name of a type; a condition stands under 'where'");
    }
    if (LISTED.matcher(type).matches()) {
      return Optional.of(
          "this is one type, comma and all; several are a list: ["
              + String.join(", ", type.strip().split("\\s*[,|]+\\s*"))
              + "]");
    }
    return type.contains("*") || type.contains("%")
        ? Optional.of(
            "this is one type, sign and all; for types that begin alike write where:"
                + " event.type.startsWith('"
                + type.replaceAll("[*%].*", "")
                + "')")
        : Optional.empty();
  }

  /** Whether it is of letters, digits and what joins words alone, as nearly every type is. */
  private static boolean isWord(String type) {
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
