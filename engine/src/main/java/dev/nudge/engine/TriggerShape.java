package dev.nudge.engine;

import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.expression.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger looks like to somebody who wants another shape: JSON whose strings are templates,
 * as those of an offer, over what the trigger's own JSON says ({@code user}, {@code offer}, {@code
 * matched} and so on), the {@code event} that made it fire, the {@code profile} and {@code now}. A
 * string that is one expression and nothing else keeps the kind of its value. A microsecond or two
 * for each expression. For one thread.
 */
public final class TriggerShape {
  private static final EvaluationError NO_OFFER =
      new EvaluationError(EvaluationError.Reason.MISSING, "the campaign has no offer");

  private final OfferTemplate template;
  private final Frame frame = new Frame();

  private TriggerShape(OfferTemplate template) {
    this.template = template;
  }

  /** What the trigger's own JSON says, by name, in its order. */
  private enum Part {
    ID,
    CAMPAIGN,
    VERSION,
    USER,
    TIME,
    CAUSE,
    OFFER,
    MATCHED,
    MEASURES;

    private static final List<Part> ALL = List.of(values());

    Object of(Trigger trigger) {
      return switch (this) {
        case ID -> trigger.id();
        case CAMPAIGN -> trigger.campaign();
        case VERSION -> (long) trigger.version();
        case USER -> trigger.user();
        case TIME -> Instant.ofEpochMilli(trigger.time());
        case CAUSE -> trigger.cause().name().toLowerCase(Locale.ROOT);
        case OFFER -> trigger.offer().orElse(NO_OFFER);
        case MATCHED -> matched(trigger);
        case MEASURES -> trigger.measures();
      };
    }
  }

  /** To an expression, the parts of a trigger are values by name, just as measures are. */
  private static final Scope SCOPE = new Scope(true, false, Map.of(), parts(), Map.of());

  private static Map<String, Scope.Measure> parts() {
    Map<String, Scope.Measure> parts = new LinkedHashMap<>();
    for (int i = 0; i < Part.ALL.size(); i++) {
      parts.put(
          Part.ALL.get(i).name().toLowerCase(Locale.ROOT),
          new Scope.Measure(i, Scope.Type.DYN, false));
    }
    return parts;
  }

  /** Compiles a shape, or adds everything that is wrong with it to the problems. */
  public static Optional<TriggerShape> compile(Json json, List<Problem> problems) {
    return OfferTemplate.compile(json, new Expressions(), SCOPE, problems).map(TriggerShape::new);
  }

  /** Hears of an expression that has no value. */
  @FunctionalInterface
  public interface Gaps {
    /**
     * One has none.
     *
     * @param reason by which it is counted, as errors of conditions are: {@code missing}
     * @param detail what was looked for, and not there
     */
    void gap(String reason, String detail);
  }

  /**
   * The trigger in this shape, boxed as JSON has it. Where an expression has no value, and no
   * default behind {@code ??}, its string is null.
   *
   * @param event that made it fire; null where a deadline did
   * @param zone of a user whose profile names none
   */
  public Object of(
      Trigger trigger, @Nullable Event event, Profile profile, ZoneId zone, Gaps gaps) {
    frame.event = event;
    frame.profile = profile;
    frame.zone = zone;
    frame.now = trigger.time();
    frame.measures = (part, at) -> leave(Part.ALL.get(part).of(trigger), at);
    try {
      return template.value(frame, error -> gaps.gap(reason(error), error.detail()));
    } finally {
      frame.event = null;
      frame.measures = Frame.Measures.NONE;
    }
  }

  private static Kind leave(Object part, Frame frame) {
    if (part instanceof EvaluationError) {
      frame.ref = part;
      return Kind.ERROR;
    }
    return frame.put(part);
  }

  private static String reason(EvaluationError error) {
    return error.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As the trigger's JSON has it: a list of events for each step, or how many there were. */
  private static Map<String, Object> matched(Trigger trigger) {
    Map<String, Object> steps = new LinkedHashMap<>();
    trigger.matched().forEach((step, taken) -> steps.put(step, taken(taken)));
    return steps;
  }

  private static Object taken(Matched matched) {
    if (matched instanceof Matched.Events kept) {
      List<Object> events = new ArrayList<>();
      kept.events().forEach(event -> events.add(members(event)));
      return events;
    }
    Matched.Counted counted = (Matched.Counted) matched;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", (long) counted.count());
    members.put("first", Instant.ofEpochMilli(counted.first()));
    members.put("last", Instant.ofEpochMilli(counted.last()));
    return members;
  }

  private static Map<String, Object> members(Event event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", event.id());
    members.put("user", event.user());
    members.put("type", event.type());
    members.put("time", Instant.ofEpochMilli(event.time()));
    members.putAll(event.properties().toMap());
    return members;
  }
}
