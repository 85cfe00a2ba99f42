package dev.nudge.console.collect;

import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.engine.SegmentEvents;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings events that came from outside to canonical form, and refuses those that nobody outside may
 * send. Not safe for use by several threads.
 */
public final class EventForm {
  /** What only whoever delivers can know. */
  private static final Set<String> OF_DELIVERY =
      Set.of(DeliveryEvent.Type.DELIVERED.word(), DeliveryEvent.Type.UNDELIVERED.word());

  private static final String NOT_TO_BE_SENT = "not to be sent";

  private final EventReader reader = new EventReader();
  private final JsonWriter writer = new JsonWriter();
  private final Function<Event, Parsed<Event>> rule;
  private final long now;
  private final int most;

  private EventForm(Function<Event, Parsed<Event>> rule, long now, int most) {
    this.rule = rule;
    this.now = now;
    this.most = most;
  }

  /**
   * Events of anybody, with a token that may stand in a page or an app for all to see.
   *
   * @param now the time of events that say none, in milliseconds since 1970-01-01T00:00Z
   * @param most that key and value of a record may have, in bytes
   */
  public static EventForm ofAll(long now, int most) {
    return new EventForm(Parsed::accepted, now, most);
  }

  /** Events of one user. */
  static EventForm ofUser(String user, long now, int most) {
    return new EventForm(
        event ->
            event.user().equals(user)
                ? Parsed.accepted(event)
                : Parsed.rejected("not your event", "this token is of user '" + user + "'"),
        now,
        most);
  }

  /** A part of some bytes: the JSON of one event. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record Piece(byte[] bytes, int from, int to) {
    /** All of them. */
    public Piece(byte[] bytes) {
      this(bytes, 0, bytes.length);
    }
  }

  /** An event as it goes to Kafka. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record Canonical(byte[] key, byte[] value) {}

  /** The canonical form of an event, or why it cannot be used. */
  public Parsed<Canonical> read(Piece piece) {
    Parsed<Event> parsed = reader.read(piece.bytes(), piece.from(), piece.to(), now);
    if (parsed instanceof Parsed.Accepted<Event> read) {
      parsed = allowed(read.value());
    }
    if (parsed instanceof Parsed.Rejected<Event> rejected) {
      return new Parsed.Rejected<>(rejected.rejection());
    }
    Event event = ((Parsed.Accepted<Event>) parsed).value();
    byte[] key = event.user().getBytes(StandardCharsets.UTF_8);
    byte[] value = writer.write(event);
    // The canonical form may be larger than what was sent.
    return key.length + value.length <= most
        ? Parsed.accepted(new Canonical(key, value))
        : Parsed.rejected(
            "larger than the topic takes", (key.length + value.length) + " bytes, at most " + most);
  }

  private Parsed<Event> allowed(Event event) {
    if (SegmentEvents.is(event.type())) {
      return Parsed.rejected(
          NOT_TO_BE_SENT, "'" + event.type() + "' is an event that only Nudge itself writes");
    }
    return OF_DELIVERY.contains(event.type())
        ? Parsed.rejected(NOT_TO_BE_SENT, "'" + event.type() + "' is an event that no user sends")
        : rule.apply(event);
  }
}
