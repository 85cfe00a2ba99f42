package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shapes;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Rejection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known so far of the value that a line is becoming. One serves a reader, line by line. */
final class Draft {
  final Properties.Builder properties = new Properties.Builder(Shapes.shared());
  long time = IsoTime.NONE;

  /** The time of an event that says none. */
  long arrival = IsoTime.NONE;

  /** Which row of its record it is, from 0; -1 for the whole of one. */
  int row = -1;

  private final Map<Part, String> texts = new EnumMap<>(Part.class);
  private @Nullable Rejection wrong;

  /** Forgets the line before. */
  void clear() {
    properties.clear();
    texts.clear();
    time = IsoTime.NONE;
    arrival = IsoTime.NONE;
    row = -1;
    wrong = null;
  }

  /** A part that is a text, or null where the line has none. */
  @Nullable String text(Part part) {
    @Nullable String text = texts.get(part);
    return text == null || text.isEmpty() ? null : text;
  }

  void text(Part part, String text) {
    texts.put(part, text);
  }

  /** The first thing found wrong, or null. */
  @Nullable Rejection wrong() {
    return wrong;
  }

  void wrong(String reason, String detail) {
    if (wrong == null) {
      wrong = new Rejection(reason, detail);
    }
  }

  /** A property as it is. */
  void put(String name, Kind kind, Register value) {
    properties.put(name, kind, value);
  }
}
