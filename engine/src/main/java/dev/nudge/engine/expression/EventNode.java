package dev.nudge.engine.expression;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into one event. */
abstract class EventNode extends Node {
  final EventSource source;

  EventNode(EventSource source) {
    this.source = source;
  }

  /** The node that reads a member of an event: a field that all have, or a property. */
  static Node member(EventSource source, String name) {
    return switch (name) {
      case "id" -> new Id(source);
      case "user" -> new User(source);
      case "type" -> new Type(source);
      case "time" -> new Time(source);
      default -> Read.of(source, Property.of(name));
    };
  }

  @Override
  public final Kind evaluate(Frame frame) {
    Event event = source.event(frame);
    return event == null ? Kind.ERROR : look(event, frame);
  }

  abstract Kind look(Event event, Frame frame);

  private static final class Id extends EventNode {
    Id(EventSource source) {
      super(source);
    }

    @Override
    Kind look(Event event, Frame frame) {
      return leave(frame, Kind.STRING, event.id());
    }
  }

  private static final class User extends EventNode {
    User(EventSource source) {
      super(source);
    }

    @Override
    Kind look(Event event, Frame frame) {
      return leave(frame, Kind.STRING, event.user());
    }
  }

  private static final class Type extends EventNode {
    Type(EventSource source) {
      super(source);
    }

    @Override
    Kind look(Event event, Frame frame) {
      return leave(frame, Kind.STRING, event.type());
    }
  }

  /** The time of an event. */
  static final class Time extends EventNode implements TimeSource {
    Time(EventSource source) {
      super(source);
    }

    @Override
    Kind look(Event event, Frame frame) {
      return leave(frame, Kind.TIMESTAMP, Instant.ofEpochMilli(event.time()));
    }

    @Override
    public boolean loadMillis(Frame frame) {
      Event event = source.event(frame);
      if (event == null) {
        return false;
      }
      frame.word = event.time();
      return true;
    }
  }

  @SuppressWarnings("ReferenceEquality") // there is one current event
  private static final class Read extends EventNode {
    private static final Interner<Read> SHARED = Interners.newWeakInterner();

    private final Property property;

    private Read(EventSource source, Property property) {
      super(source);
      this.property = property;
    }

    /** One for all expressions that read a property of the current event. */
    static Read of(EventSource source, Property property) {
      Read read = new Read(source, property);
      return source == EventSource.Current.SHARED ? SHARED.intern(read) : read;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Read that
              && source == that.source
              && property.equals(that.property));
    }

    @Override
    public int hashCode() {
      return property.hashCode();
    }

    @Override
    Kind look(Event event, Frame frame) {
      return property.load(event.properties(), frame);
    }

    @Override
    public @Nullable String text(Frame frame) {
      Event event = source.event(frame);
      return event == null ? null : property.text(event.properties());
    }

    @Override
    public Optional<AccessPredicate.Read> read() {
      return AccessPredicates.ofEvent(source, property.name());
    }
  }

  /** Whether an event has a property. */
  static final class Has extends EventNode {
    private final Property property;

    Has(EventSource source, Property property) {
      super(source);
      this.property = property;
    }

    @Override
    Kind look(Event event, Frame frame) {
      return leave(frame, property.in(event.properties()));
    }

    @Override
    boolean answers() {
      return true;
    }
  }
}
