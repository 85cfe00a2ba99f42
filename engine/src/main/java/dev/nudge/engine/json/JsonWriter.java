package dev.nudge.engine.json;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.Matched;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Writes the canonical JSON of what crosses a boundary, in UTF-8, one line without its end: equal
 * values give equal bytes. Times are ISO-8601 in UTC, with milliseconds where they are not zero;
 * doubles are the shortest text that reads back as the same double, and keep a point; durations are
 * seconds, {@code "90s"}; a number that is none or infinite is a string; no character that a
 * terminal would obey stands there as it is ({@link PlainText}). Not safe for use by several
 * threads.
 */
public final class JsonWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .characterEscapes(new PlainCharacters())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(1_000).build())
          .build();

  private final Line bytes;
  private final Register register = new Register();

  /** A writer of lines of any length. */
  public JsonWriter() {
    this(Integer.MAX_VALUE);
  }

  /**
   * A writer whose lines are bounded: a longer one is given up, and its {@code write} throws {@link
   * LineLimit}.
   *
   * @param most in bytes
   */
  public JsonWriter(int most) {
    bytes = new Line(most);
  }

  /** A line would be longer than the writer may make it. */
  public static final class LineLimit extends RuntimeException {
    private static final long serialVersionUID = 1;

    LineLimit(int most) {
      super("a record of more than " + most + " bytes");
    }
  }

  /** Bytes up to a bound. */
  private static final class Line extends ByteArrayOutputStream {
    private final int most;

    Line(int most) {
      super(512);
      this.most = most;
    }

    @Override
    public synchronized void write(byte[] more, int from, int length) {
      if (length > most - count) {
        throw new LineLimit(most);
      }
      super.write(more, from, length);
    }
  }

  private interface Body {
    void write(JsonGenerator json);
  }

  /** {@code {"id","user","type","time",...properties}}. */
  public byte[] write(Event event) {
    return write(json -> event(json, event));
  }

  /** See the Trigger shape of the language reference; {@code approximate} only where true. */
  public byte[] write(Trigger trigger) {
    return write(trigger, List.of());
  }

  /**
   * The same, with the names of those of its members that were cut, if any, as {@code cut}.
   *
   * @param cut names of members
   */
  public byte[] write(Trigger trigger, List<String> cut) {
    return write(
        json -> {
          json.writeStartObject();
          string(json, "id", trigger.id());
          string(json, "campaign", trigger.campaign());
          json.writeNumberProperty("version", trigger.version());
          string(json, "user", trigger.user());
          json.writeStringProperty("time", IsoTime.format(trigger.time()));
          if (trigger.moment() != trigger.time()) {
            json.writeStringProperty("moment", IsoTime.format(trigger.moment()));
          }
          json.writeStringProperty("cause", trigger.cause().name().toLowerCase(Locale.ROOT));
          trigger.variant().ifPresent(variant -> string(json, "variant", variant));
          trigger.offer().ifPresent(offer -> member(json, "offer", offer));
          json.writeName("matched");
          json.writeStartObject();
          trigger
              .matched()
              .forEach(
                  (step, matched) -> {
                    json.writeName(WellFormed.of(step));
                    matched(json, matched, trigger);
                  });
          json.writeEndObject();
          json.writeName("measures");
          json.writeStartObject();
          trigger.measures().forEach((name, value) -> member(json, name, value));
          json.writeEndObject();
          if (trigger.approximate()) {
            json.writeBooleanProperty("approximate", true);
          }
          if (!cut.isEmpty()) {
            member(json, "cut", cut);
          }
          json.writeEndObject();
        });
  }

  /** A list of events, or {@code {"count","first","last"}} where none was kept. */
  private void matched(JsonGenerator json, Matched matched, Trigger trigger) {
    if (matched instanceof Matched.Events kept) {
      json.writeStartArray();
      for (Event event : kept.events()) {
        event(json, event, trigger.wholeEvents() ? null : trigger.reads());
      }
      json.writeEndArray();
    } else if (matched instanceof Matched.Counted counted) {
      json.writeStartObject();
      json.writeNumberProperty("count", counted.count());
      json.writeStringProperty("first", IsoTime.format(counted.first()));
      json.writeStringProperty("last", IsoTime.format(counted.last()));
      json.writeEndObject();
    }
  }

  /**
   * {@code {"id","campaign","version","user","time","moment","reason","detail","winner","variant",
   * "offer"}}: the id is that of the trigger that it would have been.
   */
  public byte[] write(Withheld withheld) {
    Trigger trigger = withheld.trigger();
    return write(
        json -> {
          json.writeStartObject();
          string(json, "id", trigger.id());
          string(json, "campaign", trigger.campaign());
          json.writeNumberProperty("version", trigger.version());
          string(json, "user", trigger.user());
          json.writeStringProperty("time", IsoTime.format(trigger.time()));
          if (trigger.moment() != trigger.time()) {
            json.writeStringProperty("moment", IsoTime.format(trigger.moment()));
          }
          json.writeStringProperty("reason", withheld.reason().text());
          if (!withheld.detail().isEmpty()) {
            string(json, "detail", withheld.detail());
          }
          if (withheld.winner().isPresent()) {
            json.writeName("winner");
            json.writeStartObject();
            string(json, "campaign", withheld.winner().get().campaign());
            string(json, "id", withheld.winner().get().id());
            json.writeEndObject();
          }
          trigger.variant().ifPresent(variant -> string(json, "variant", variant));
          trigger.offer().ifPresent(offer -> member(json, "offer", offer));
          json.writeEndObject();
        });
  }

  /**
   * {@code {"trigger","campaign","version","user","arm","fired","time","reached","goals","value",
   * "last"}}.
   */
  public byte[] write(Outcome outcome) {
    return write(
        json -> {
          json.writeStartObject();
          string(json, "trigger", outcome.trigger());
          string(json, "campaign", outcome.campaign());
          json.writeNumberProperty("version", outcome.version());
          string(json, "user", outcome.user());
          string(json, "arm", outcome.arm());
          json.writeStringProperty("fired", IsoTime.format(outcome.firedAt()));
          json.writeStringProperty("time", IsoTime.format(outcome.time()));
          json.writeBooleanProperty("reached", outcome.goals() > 0);
          json.writeNumberProperty("goals", outcome.goals());
          json.writeNumberProperty("value", outcome.value());
          json.writeBooleanProperty("last", outcome.last());
          json.writeEndObject();
        });
  }

  /** {@code {"campaign","version","user","time","kind","state","from","event","text","open"}}. */
  public byte[] write(Transition transition) {
    return write(
        json -> {
          json.writeStartObject();
          string(json, "campaign", transition.campaign());
          json.writeNumberProperty("version", transition.version());
          string(json, "user", transition.user());
          json.writeStringProperty("time", IsoTime.format(transition.time()));
          json.writeStringProperty("kind", transition.kind().name().toLowerCase(Locale.ROOT));
          string(json, "state", transition.state());
          transition.from().ifPresent(from -> string(json, "from", from));
          transition
              .event()
              .ifPresent(
                  event -> {
                    json.writeName("event");
                    event(json, event);
                  });
          transition.text().ifPresent(text -> string(json, "text", text));
          json.writeName("open");
          json.writeStartObject();
          transition
              .open()
              .forEach((step, runs) -> json.writeNumberProperty(WellFormed.of(step), runs));
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /**
   * {@code {"file","line","reason","detail","raw"}}: a line of a file that could not be used.
   *
   * @param file which one, where there are several
   * @param line its number, from 1
   * @param raw the line as it stood there, without its end
   */
  public byte[] write(Optional<String> file, long line, Rejection rejection, String raw) {
    return write(
        json -> {
          json.writeStartObject();
          if (file.isPresent()) {
            string(json, "file", file.get());
          }
          json.writeNumberProperty("line", line);
          string(json, "reason", rejection.reason());
          if (!rejection.detail().isEmpty()) {
            string(json, "detail", rejection.detail());
          }
          string(json, "raw", raw);
          json.writeEndObject();
        });
  }

  /** Any boxed value. */
  public byte[] writeValue(Object value) {
    return write(json -> value(json, value));
  }

  private byte[] write(Body body) {
    bytes.reset();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      body.write(json);
    }
    return bytes.toByteArray();
  }

  private void event(JsonGenerator json, Event event) {
    event(json, event, null);
  }

  /** Of some properties only, by name, and then without the user; null for all of it. */
  private void event(JsonGenerator json, Event event, @Nullable Set<String> names) {
    json.writeStartObject();
    string(json, "id", event.id());
    if (names == null) {
      string(json, "user", event.user());
    }
    string(json, "type", event.type());
    json.writeStringProperty("time", IsoTime.format(event.time()));
    Properties properties = event.properties();
    for (int i = 0; i < properties.size(); i++) {
      if (names == null || names.contains(properties.shape().name(i))) {
        property(json, properties, i);
      }
    }
    json.writeEndObject();
  }

  private void property(JsonGenerator json, Properties properties, int index) {
    json.writeName(WellFormed.of(properties.shape().name(index)));
    Kind kind = properties.load(index, register);
    if (kind == Kind.INT) {
      json.writeNumber(register.word);
    } else if (kind == Kind.DOUBLE) {
      json.writeNumber(Double.longBitsToDouble(register.word));
    } else {
      value(json, properties.get(index));
    }
  }

  private static void member(JsonGenerator json, String name, Object value) {
    json.writeName(WellFormed.of(name));
    value(json, value);
  }

  private static void string(JsonGenerator json, String name, String value) {
    json.writeStringProperty(name, WellFormed.of(value));
  }

  private static void value(JsonGenerator json, Object value) {
    if (value instanceof String text) {
      json.writeString(WellFormed.of(text));
    } else if (value instanceof Long number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Double number) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == Null.NULL) {
      json.writeNull();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(element -> value(json, element));
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach((name, element) -> member(json, name.toString(), element));
      json.writeEndObject();
    } else if (value instanceof Instant time) {
      json.writeString(
          time.equals(time.truncatedTo(ChronoUnit.MILLIS))
              ? IsoTime.format(time.toEpochMilli())
              : time.toString());
    } else if (value instanceof Duration duration) {
      json.writeString(seconds(duration));
    } else if (value instanceof CelByteString string) {
      json.writeString(Base64.getEncoder().encodeToString(string.toByteArray()));
    } else if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else {
      json.writeString(WellFormed.of(value.toString()));
    }
  }

  /** As CEL writes durations. */
  private static String seconds(Duration duration) {
    String exact =
        BigDecimal.valueOf(duration.toSeconds())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
            .stripTrailingZeros()
            .toPlainString();
    return exact + "s";
  }
}
