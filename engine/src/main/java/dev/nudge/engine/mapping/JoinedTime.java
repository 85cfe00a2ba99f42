package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.json.IsoTime;

/** A time whose parts stand in several places, such as a date and a time of day. For one reader. */
final class JoinedTime {
  private final TimeSpec spec;
  private final TimeParser parser;
  private final Register value = new Register();

  JoinedTime(TimeSpec spec) {
    this.spec = spec;
    this.parser = spec.parser();
  }

  /** Reads the pieces, joined by spaces; where they are all missing, so is the time. */
  void take(ParsedLine line) {
    String text = String.join(" ", line.pieces());
    if (text.isBlank()) {
      return;
    }
    value.ref = text;
    line.time = parser.parse(Kind.STRING, value);
    if (!IsoTime.isValid(line.time)) {
      line.wrong("bad time", "'" + text + "' is not " + spec.describe());
    }
  }
}
