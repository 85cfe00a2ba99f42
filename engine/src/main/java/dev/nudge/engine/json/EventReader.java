package dev.nudge.engine.json;

import dev.nudge.engine.event.ContentHash;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.NameLimit;
import dev.nudge.engine.event.PlainNumber;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shapes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in canonical JSON: {@code id}, {@code user}, {@code type} and {@code time}, all else
 * properties. A whole number may stand for a string there: its digits; {@code time} is milliseconds
 * since 1970-01-01T00:00Z, or ISO-8601. Without an {@code id}, the {@link ContentHash} of the text
 * is its id. Not safe for use by several threads.
 */
public final class EventReader {
  private final JsonReader json = new JsonReader();
  private final Properties.Builder properties = new Properties.Builder(Shapes.shared());
  private final JsonReader.Members members = this::take;

  private @Nullable String id;
  private @Nullable String user;
  private @Nullable String type;
  private long time = IsoTime.NONE;
  private @Nullable Rejection wrong;

  /** Reads the event that is the whole of {@code bytes[from, to)}, which must say its time. */
  public Parsed<Event> read(byte[] bytes, int from, int to) {
    return read(bytes, from, to, IsoTime.NONE);
  }

  /**
   * Reads the event that is the whole of {@code bytes[from, to)}.
   *
   * @param arrival its time, and a part of its id, where it says none
   */
  public Parsed<Event> read(byte[] bytes, int from, int to, long arrival) {
    id = null;
    user = null;
    type = null;
    time = IsoTime.NONE;
    wrong = null;
    properties.clear();
    Optional<Rejection> rejection = json.read(bytes, from, to, members);
    if (rejection.isPresent()) {
      return new Parsed.Rejected<>(rejection.get());
    }
    if (wrong != null) {
      return new Parsed.Rejected<>(wrong);
    }
    if (user == null || user.isEmpty()) {
      return Parsed.rejected("no user", "");
    }
    if (type == null || type.isEmpty()) {
      return Parsed.rejected("no type", "");
    }
    if (time == IsoTime.NONE && arrival == IsoTime.NONE) {
      return Parsed.rejected("no time", "");
    }
    boolean timed = time != IsoTime.NONE;
    String name =
        id != null && !id.isEmpty()
            ? id
            : timed
                ? ContentHash.of(bytes, from, to)
                : ContentHash.arrived(bytes, from, to, arrival);
    return Parsed.accepted(new Event(name, user, type, timed ? time : arrival, properties.build()));
  }

  private void take(String name, Kind kind, Register value) {
    switch (name) {
      case "id" -> id = text(name, kind, value);
      case "user" -> user = text(name, kind, value);
      case "type" -> type = text(name, kind, value);
      case "time" -> time = time(kind, value);
      default -> properties.put(name, kind, value);
    }
  }

  private @Nullable String text(String name, Kind kind, Register value) {
    if (kind == Kind.STRING && value.ref instanceof String text) {
      if (NameLimit.isExceededBy(text)) {
        wrong = new Rejection("bad " + name, NameLimit.detail(text));
      }
      return text;
    }
    if (PlainNumber.isWhole(kind, value.word)) {
      return PlainNumber.text(kind, value.word);
    }
    if (kind != Kind.NULL) {
      wrong = new Rejection("bad " + name, "it is " + kind + ", not a string");
    }
    return null;
  }

  private long time(Kind kind, Register value) {
    long found = IsoTime.NONE;
    if (kind == Kind.INT) {
      found = value.word;
    } else if (kind == Kind.DOUBLE) {
      found = (long) Math.floor(Double.longBitsToDouble(value.word));
    } else if (kind == Kind.STRING && value.ref instanceof String text) {
      found = IsoTime.parse(text);
    } else if (kind == Kind.NULL) {
      return IsoTime.NONE;
    }
    if (!IsoTime.isValid(found)) {
      wrong =
          new Rejection(
              "bad time",
              kind == Kind.STRING
                  ? "'" + value.ref + "' is not ISO-8601"
                  : kind == Kind.INT || kind == Kind.DOUBLE
                      ? "not within the years 1 to 9999" + Plausible.advice((double) found)
                      : "it is " + kind);
      return IsoTime.NONE;
    }
    return found;
  }
}
