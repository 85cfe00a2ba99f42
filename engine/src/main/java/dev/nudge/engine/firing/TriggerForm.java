package dev.nudge.engine.firing;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.Matched;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A trigger as bytes of a state; its JSON is the same before and after. */
final class TriggerForm {
  private TriggerForm() {}

  static void write(Trigger trigger, StateWriter out) {
    out.string(trigger.id());
    out.string(trigger.campaign());
    out.varint(trigger.version());
    out.zigzag(trigger.time());
    out.zigzag(trigger.moment());
    out.string(trigger.cause().name());
    out.flag(trigger.offer().isPresent());
    trigger.offer().ifPresent(offer -> out.value(plain(offer)));
    text(trigger.variant(), out);
    out.varint(trigger.matched().size());
    trigger
        .matched()
        .forEach(
            (step, matched) -> {
              out.string(step);
              matched(matched, out);
            });
    out.varint(trigger.measures().size());
    trigger
        .measures()
        .forEach(
            (name, value) -> {
              out.string(name);
              out.value(plain(value));
            });
    out.flag(trigger.approximate());
    out.flag(trigger.cost().isPresent());
    trigger.cost().ifPresent(out::varint);
    out.varint(trigger.queries().size());
    trigger.queries().forEach(out::string);
    text(trigger.topic(), out);
    out.varint(trigger.reads().size());
    new TreeSet<>(trigger.reads()).forEach(out::string);
    out.flag(trigger.wholeEvents());
  }

  /**
   * Reads a trigger of a user.
   *
   * @param costs whether the form is one that has costs and queries
   */
  static Trigger read(StateReader in, String user, boolean costs) {
    String id = in.string();
    String campaign = in.string();
    int version = (int) in.varint();
    long time = in.zigzag();
    long moment = in.zigzag();
    Trigger.Cause cause = cause(in);
    Optional<Object> offer = in.flag() ? Optional.of(in.value()) : Optional.empty();
    Optional<String> variant = text(in);
    Map<String, Matched> matched = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      matched.put(in.string(), matched(in));
    }
    Map<String, Object> measures = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      measures.put(in.string(), in.value());
    }
    boolean approximate = in.flag();
    OptionalLong cost = costs && in.flag() ? OptionalLong.of(in.varint()) : OptionalLong.empty();
    List<String> queries = new ArrayList<>();
    for (int left = costs ? in.count() : 0; left > 0; left--) {
      queries.add(in.string());
    }
    Optional<String> topic = text(in);
    Set<String> reads = new TreeSet<>();
    for (int left = in.count(); left > 0; left--) {
      reads.add(in.string());
    }
    return new Trigger(
        id,
        campaign,
        version,
        user,
        time,
        moment,
        cause,
        offer,
        variant,
        matched,
        measures,
        approximate,
        cost,
        List.copyOf(queries),
        topic,
        Set.copyOf(reads),
        in.flag());
  }

  private static Trigger.Cause cause(StateReader in) {
    String name = in.string();
    for (Trigger.Cause cause : Trigger.Cause.values()) {
      if (cause.name().equals(name)) {
        return cause;
      }
    }
    throw in.corrupt("a cause '" + name + "'");
  }

  private static void text(Optional<String> text, StateWriter out) {
    out.flag(text.isPresent());
    text.ifPresent(out::string);
  }

  private static Optional<String> text(StateReader in) {
    return in.flag() ? Optional.of(in.string()) : Optional.empty();
  }

  private static void matched(Matched matched, StateWriter out) {
    out.flag(matched instanceof Matched.Events);
    if (matched instanceof Matched.Events kept) {
      out.varint(kept.events().size());
      kept.events().forEach(out::event);
    } else if (matched instanceof Matched.Counted counted) {
      out.varint(counted.count());
      out.zigzag(counted.first());
      out.zigzag(counted.last());
    }
  }

  private static Matched matched(StateReader in) {
    if (!in.flag()) {
      return new Matched.Counted((int) in.varint(), in.zigzag(), in.zigzag());
    }
    List<Event> events = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      events.add(in.event());
    }
    return new Matched.Events(List.copyOf(events));
  }

  /** As JSON has it: what a state cannot hold as it is. */
  private static Object plain(Object value) {
    if (value instanceof CelByteString bytes) {
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } else if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach((name, element) -> members.put(name, plain(element)));
      return members;
    }
    return value;
  }
}
