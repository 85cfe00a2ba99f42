package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shapes;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Rejection;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known so far of the value that a line is becoming. One serves a reader, line by line. */
final class ParsedLine {
  final Properties.Builder properties = new Properties.Builder(Shapes.shared());
  long time = IsoTime.NONE;

  /** The time of an event that says none. */
  long arrival = IsoTime.NONE;

  /** Which row of its record it is, from 0; -1 for the whole of one. */
  int row = -1;

  private final Map<CoreField, String> texts = new EnumMap<>(CoreField.class);
  private final Map<CoreField, Integer> ranks = new EnumMap<>(CoreField.class);
  private final SortedMap<Integer, String> pieces = new TreeMap<>();
  private @Nullable Rejection wrong;

  /** Forgets the line before. */
  void clear() {
    properties.clear();
    texts.clear();
    ranks.clear();
    pieces.clear();
    time = IsoTime.NONE;
    arrival = IsoTime.NONE;
    row = -1;
    wrong = null;
  }

  /** A field that is a text, or null where the line has none. */
  @Nullable String text(CoreField field) {
    @Nullable String text = texts.get(field);
    return text == null || text.isEmpty() ? null : text;
  }

  void text(CoreField field, String text) {
    text(field, text, 0);
  }

  /** One of several texts of a field: that of the least rank counts. */
  void text(CoreField field, String text, int rank) {
    if (!text.isEmpty() && (!ranks.containsKey(field) || rank <= ranks.get(field))) {
      ranks.put(field, rank);
      texts.put(field, text);
    }
  }

  /** A part of a time that stands in several places. */
  void piece(int index, String text) {
    pieces.put(index, text);
  }

  /** The parts of the time, in order. */
  Collection<String> pieces() {
    return pieces.values();
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
