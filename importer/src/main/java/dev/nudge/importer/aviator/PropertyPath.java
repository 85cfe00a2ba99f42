package dev.nudge.importer.aviator;

import dev.nudge.engine.campaign.FreeNames;
import java.util.List;

/** How a property of the current event is written in CEL. */
final class PropertyPath {
  private PropertyPath() {}

  /** {@code event.detail.price}; what is no CEL name, in brackets. */
  static String write(List<String> path) {
    StringBuilder text = new StringBuilder("event");
    for (String part : path) {
      text.append(FreeNames.mayFollowADot(part) ? "." + part : "[" + CelString.quoted(part) + "]");
    }
    return text.toString();
  }

  /** Whether the last of the path is there, or is not, given that all before it are. */
  static String writeHas(List<String> path, boolean absent) {
    String last = path.get(path.size() - 1);
    if (FreeNames.mayFollowADot(last)) {
      return (absent ? "!" : "") + "has(" + write(path) + ")";
    }
    String of = write(path.subList(0, path.size() - 1));
    String in = CelString.quoted(last) + " in " + of;
    return absent ? "!(" + in + ")" : in;
  }
}
