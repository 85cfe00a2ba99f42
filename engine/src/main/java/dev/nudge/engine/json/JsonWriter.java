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
import dev.nudge.engine.firing.CampaignBudget;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical JSON of what crosses a boundary, in UTF-8, one line without its end: equal
 * values give equal bytes. Times are ISO-8601 in UTC, with milliseconds where they are not zero;
 * doubles are the shortest text that reads back as the same double, and keep a point; durations are
 * seconds, {@code "90s"}; a number that is none or infinite is a string; no character that a
 * terminal would obey stands there as it is ({@link PlainText}). Not safe for use by several
 * threads.
 */
public final class JsonWriter {
  private static final Map<Trigger.Cause, String> CAUSES = new EnumMap<>(Trigger.Cause.class);

  static {
    for (Trigger.Cause cause : Trigger.Cause.values()) {
      CAUSES.put(cause, cause.name().toLowerCase(Locale.ROOT));
    }
  }

  private final JsonBytes json;
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
    json = new JsonBytes(most);
  }

  /** A line would be longer than the writer may make it. */
  public static final class LineLimit extends RuntimeException {
    private static final long serialVersionUID = 1;

    LineLimit(int most) {
      super("a record of more than " + most + " bytes");
    }
  }

  /** {@code {"id","user","type","time",...properties}}. */
  public byte[] write(Event event) {
    json.clear();
    event(event, null);
    return json.toBytes();
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
    begin(trigger);
    string("cause", CAUSES.getOrDefault(trigger.cause(), ""));
    offer(trigger);
    json.knownName("matched");
    json.beginObject();
    trigger
        .matched()
        .forEach(
            (step, matched) -> {
              json.knownName(step);
              matched(matched, trigger);
            });
    json.endObject();
    json.knownName("measures");
    json.beginObject();
    trigger.measures().forEach(this::member);
    json.endObject();
    if (trigger.approximate()) {
      json.name("approximate");
      json.flag(true);
    }
    if (!cut.isEmpty()) {
      member("cut", cut);
    }
    json.endObject();
    return json.toBytes();
  }

  /** What a trigger begins with, whether it went out or not. */
  private void begin(Trigger trigger) {
    json.clear();
    json.beginObject();
    string("id", trigger.id());
    string("campaign", trigger.campaign());
    number("version", trigger.version());
    string("user", trigger.user());
    time("time", trigger.time());
    if (trigger.moment() != trigger.time()) {
      time("moment", trigger.moment());
    }
  }

  /** A list of events, or {@code {"count","first","last"}} where none was kept. */
  private void matched(Matched matched, Trigger trigger) {
    if (matched instanceof Matched.Events kept) {
      json.beginArray();
      for (Event event : kept.events()) {
        event(event, trigger.wholeEvents() ? null : trigger.reads());
      }
      json.endArray();
    } else if (matched instanceof Matched.Counted counted) {
      json.beginObject();
      number("count", counted.count());
      time("first", counted.first());
      time("last", counted.last());
      json.endObject();
    }
  }

  /**
   * {@code {"id","campaign","version","user","time","moment","reason","detail","winner","variant",
   * "cost","offer"}}: the id is that of the trigger that it would have been.
   */
  public byte[] write(Withheld withheld) {
    Trigger trigger = withheld.trigger();
    begin(trigger);
    string("reason", withheld.reason().text());
    if (!withheld.detail().isEmpty()) {
      string("detail", withheld.detail());
    }
    if (withheld.winner().isPresent()) {
      json.knownName("winner");
      json.beginObject();
      string("campaign", withheld.winner().get().campaign());
      string("id", withheld.winner().get().id());
      json.endObject();
    }
    offer(trigger);
    json.endObject();
    return json.toBytes();
  }

  /** What there is to get, and what it costs. */
  private void offer(Trigger trigger) {
    trigger.variant().ifPresent(variant -> string("variant", variant));
    if (trigger.cost().isPresent()) {
      json.knownName("cost");
      json.number(trigger.cost().getAsLong() / (double) CampaignBudget.UNIT);
    }
    trigger.offer().ifPresent(offer -> member("offer", offer));
    if (!trigger.queries().isEmpty()) {
      member("queries", trigger.queries());
    }
  }

  /**
   * {@code {"trigger","campaign","version","user","arm","fired","time","reached","goals","value",
   * "last"}}.
   */
  public byte[] write(Outcome outcome) {
    json.clear();
    json.beginObject();
    string("trigger", outcome.trigger());
    string("campaign", outcome.campaign());
    number("version", outcome.version());
    string("user", outcome.user());
    string("arm", outcome.arm());
    time("fired", outcome.firedAt());
    time("time", outcome.time());
    member("reached", outcome.goals() > 0);
    number("goals", outcome.goals());
    member("value", outcome.value());
    member("last", outcome.last());
    json.endObject();
    return json.toBytes();
  }

  /** {@code {"campaign","version","user","time","kind","state","from","event","text","open"}}. */
  public byte[] write(Transition transition) {
    json.clear();
    json.beginObject();
    string("campaign", transition.campaign());
    number("version", transition.version());
    string("user", transition.user());
    time("time", transition.time());
    string("kind", transition.kind().name().toLowerCase(Locale.ROOT));
    string("state", transition.state());
    transition.from().ifPresent(from -> string("from", from));
    transition
        .event()
        .ifPresent(
            event -> {
              json.name("event");
              event(event, null);
            });
    transition.text().ifPresent(text -> string("text", text));
    json.name("open");
    json.beginObject();
    transition.open().forEach(this::number);
    json.endObject();
    json.endObject();
    return json.toBytes();
  }

  /**
   * {@code {"file","line","reason","detail","raw"}}: a line of a file that could not be used.
   *
   * @param file which one, where there are several
   * @param line its number, from 1
   * @param raw the line as it stood there, without its end
   */
  public byte[] write(Optional<String> file, long line, Rejection rejection, String raw) {
    json.clear();
    json.beginObject();
    if (file.isPresent()) {
      string("file", file.get());
    }
    number("line", line);
    string("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      string("detail", rejection.detail());
    }
    string("raw", raw);
    json.endObject();
    return json.toBytes();
  }

  /** Any boxed value. */
  public byte[] writeValue(Object value) {
    json.clear();
    value(value);
    return json.toBytes();
  }

  /** Of some properties only, by name, and then without the user; null for all of it. */
  private void event(Event event, @Nullable Set<String> names) {
    json.beginObject();
    string("id", event.id());
    if (names == null) {
      string("user", event.user());
    }
    string("type", event.type());
    time("time", event.time());
    Properties properties = event.properties();
    for (int i = 0; i < properties.size(); i++) {
      if (names == null || names.contains(properties.shape().name(i))) {
        property(properties, i);
      }
    }
    json.endObject();
  }

  private void property(Properties properties, int index) {
    json.knownName(properties.shape().name(index));
    Kind kind = properties.load(index, register);
    if (kind == Kind.INT) {
      json.number(register.word);
    } else if (kind == Kind.DOUBLE) {
      json.number(Double.longBitsToDouble(register.word));
    } else {
      value(properties.get(index));
    }
  }

  private void member(String name, Object value) {
    json.name(name);
    value(value);
  }

  private void number(String name, long value) {
    json.name(name);
    json.number(value);
  }

  private void time(String name, long millis) {
    json.knownName(name);
    json.time(millis);
  }

  private void string(String name, String value) {
    json.knownName(name);
    json.string(value);
  }

  private void value(Object value) {
    if (value instanceof String text) {
      json.string(text);
    } else if (value instanceof Long number) {
      json.number(number.longValue());
    } else if (value instanceof Double number) {
      json.number(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      json.flag(flag);
    } else if (value == Null.NULL) {
      json.none();
    } else if (value instanceof List<?> list) {
      json.beginArray();
      list.forEach(this::value);
      json.endArray();
    } else if (value instanceof Map<?, ?> map) {
      json.beginObject();
      map.forEach((name, element) -> member(name.toString(), element));
      json.endObject();
    } else if (value instanceof Instant time) {
      json.string(
          time.equals(time.truncatedTo(ChronoUnit.MILLIS))
              ? IsoTime.format(time.toEpochMilli())
              : time.toString());
    } else if (value instanceof Duration duration) {
      json.string(seconds(duration));
    } else if (value instanceof CelByteString string) {
      json.string(Base64.getEncoder().encodeToString(string.toByteArray()));
    } else if (value instanceof Number number) {
      json.digits(number.toString());
    } else {
      json.string(value.toString());
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
