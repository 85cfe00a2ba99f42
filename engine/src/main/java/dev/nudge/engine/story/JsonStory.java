package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.Reading;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A story for machines: one object for each event, deadline, note, attempt that is still open, and
 * verdict, in the order of the text. Each says its {@code kind}.
 */
final class JsonStory {
  private final Story story;
  private final List<Map<String, Object>> objects = new ArrayList<>();

  private JsonStory(Story story) {
    this.story = story;
  }

  static List<Map<String, Object>> write(Story story) {
    JsonStory json = new JsonStory(story);
    story.input().unknownZones().forEach(json::unknownZone);
    if (!story.refused().isEmpty()) {
      json.refused(story.refused());
    }
    json.story.occurrences().forEach(json::occurrence);
    json.end(story.input());
    return json.objects;
  }

  /** Only these events and deadlines. */
  static List<Map<String, Object>> write(Story story, List<Occurrence> occurrences) {
    JsonStory json = new JsonStory(story);
    occurrences.forEach(json::occurrence);
    return json.objects;
  }

  private Map<String, Object> add(String kind) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", kind);
    objects.add(object);
    return object;
  }

  private void unknownZone(String named) {
    Map<String, Object> object = add("unknown_timezone");
    object.put("timezone", named);
    object.put("used", story.input().compiled().zone().getId());
  }

  private void refused(List<Rejection> refused) {
    Map<String, Object> object = add("refused_profile_updates");
    object.put("count", (long) refused.size());
    object.put("first", refused.get(0).toString());
  }

  private void occurrence(Occurrence occurrence) {
    Map<String, Object> object = add(occurrence.event().isPresent() ? "event" : "deadline");
    object.put("time", IsoTime.format(occurrence.time()));
    occurrence.event().ifPresent(event -> object.put("event", event(event)));
    if (occurrence.event().isPresent() && occurrence.time() != occurrence.clock()) {
      object.put("clock", IsoTime.format(occurrence.clock()));
    }
    if (!occurrence.dropped().isEmpty()) {
      object.put("rejected", occurrence.dropped());
    }
    // A late event is decided upon at the user's clock, which is the time of the trigger, too.
    long now = Math.max(occurrence.time(), occurrence.clock());
    occurrence
        .notes()
        .forEach((campaign, notes) -> notes.forEach(note -> note(now, campaign, note)));
  }

  private static Map<String, Object> event(Event event) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", event.id());
    object.put("type", event.type());
    event.properties().toMap().forEach(object::putIfAbsent);
    return object;
  }

  private void note(long time, String campaign, Note note) {
    Map<String, Object> object = add("");
    object.put("time", IsoTime.format(time));
    object.put("campaign", campaign);
    if (note instanceof Note.Unfit unfit) {
      object.put("kind", "unfit");
      unfit.attempt().ifPresent(number -> object.put("attempt", (long) number));
      object.put("step", unfit.step());
      unfit(unfit, object);
      object.put("checks", checks(unfit.failed()));
    } else if (note instanceof Note.Filtered filtered) {
      object.put("kind", "filtered");
      object.put("by", filtered.filter().name().toLowerCase(Locale.ROOT));
      object.put("checks", checks(filtered.checks()));
    } else if (note instanceof Note.Refused refused) {
      object.put("kind", "refused");
      object.put("checks", checks(refused.audience()));
    } else if (note instanceof Note.Overtaken) {
      object.put("kind", "overtaken");
    } else if (note instanceof Note.Began began) {
      object.put("kind", "began");
      object.put("attempt", (long) began.attempt());
      began.key().ifPresent(key -> object.put("key", key));
      object.put("step", began.step());
      object.put("checks", checks(began.because()));
      object.put("waits", waits(began.waits()));
    } else if (note instanceof Note.Advanced advanced) {
      object.put("kind", "advanced");
      object.put("attempt", (long) advanced.attempt());
      object.put("step", advanced.step());
      object.put("times", (long) advanced.times());
      object.put("checks", checks(advanced.because()));
      object.put("waits", waits(advanced.waits()));
      if (!advanced.also().isEmpty()) {
        object.put("also", waits(advanced.also()));
      }
    } else if (note instanceof Note.Ended ended) {
      object.put("kind", ended.how().name().toLowerCase(Locale.ROOT));
      object.put("attempts", ended.attempts().stream().map(Integer::longValue).toList());
      if (ended.partly()) {
        object.put("partly", true);
      }
      ended.by().ifPresent(step -> object.put("by", step));
      object.put("checks", checks(ended.checks()));
      object.put("waited", waits(ended.waits()));
    } else if (note instanceof Note.Completed completed) {
      object.put("kind", "completed");
      object.put("attempt", (long) completed.attempt());
      Map<String, Object> took = new LinkedHashMap<>();
      completed.took().forEach((step, count) -> took.put(step, (long) count));
      object.put("took", took);
      if (!completed.without().isEmpty()) {
        object.put("without", completed.without());
      }
    } else if (note instanceof Note.Fired fired) {
      object.put("kind", "fired");
      fired.attempt().ifPresent(number -> object.put("attempt", (long) number));
      fired(fired.trigger(), object);
      object.put("checks", checks(fired.when()));
    } else if (note instanceof Note.Silent silent) {
      object.put("kind", "silent");
      silent.attempt().ifPresent(number -> object.put("attempt", (long) number));
      object.put("because", silent.verdict().name().toLowerCase(Locale.ROOT));
      object.put("checks", checks(silent.failed()));
    } else if (note instanceof Note.Held held) {
      held.attempt().ifPresent(number -> object.put("attempt", (long) number));
      held(held.decided(), object);
    } else if (note instanceof Note.Weighed weighed) {
      object.put("kind", "weighed");
      object.put("before", weighed.before());
      object.put("after", weighed.after());
      object.put("checks_before", checks(weighed.was()));
      object.put("checks", checks(weighed.is()));
    }
  }

  private static void held(Observation.Decided decided, Map<String, Object> object) {
    if (decided.withheld().isPresent()) {
      Withheld withheld = decided.withheld().get();
      object.put("kind", "withheld");
      object.put("because", withheld.reason().text());
      if (!withheld.detail().isEmpty()) {
        object.put("detail", withheld.detail());
      }
      withheld.winner().ifPresent(winner -> object.put("winner", winner.campaign()));
    } else {
      object.put("kind", "waits");
      object.put("because", decided.quiet() ? "quiet hours" : "competition");
      decided.waitsUntil().ifPresent(until -> object.put("until", IsoTime.format(until)));
    }
  }

  private static void unfit(Note.Unfit unfit, Map<String, Object> object) {
    if (unfit.absent()) {
      object.put("absent", true);
    }
    if (unfit.cause() instanceof Note.Misfit.After after) {
      object.put("because", "after");
      object.put("since_ms", after.since());
      object.put("needed_ms", after.needed());
    } else if (unfit.cause() instanceof Note.Misfit.Script script) {
      object.put("because", "script");
      script.error().ifPresent(error -> object.put("error", error));
    } else if (unfit.cause() instanceof Note.Misfit.Until) {
      object.put("because", "until");
    } else {
      object.put("because", "where");
    }
  }

  private static void fired(Trigger trigger, Map<String, Object> object) {
    object.put("cause", trigger.cause().name().toLowerCase(Locale.ROOT));
    trigger.variant().ifPresent(variant -> object.put("variant", variant));
    trigger.offer().ifPresent(offer -> object.put("offer", offer));
    object.put("measures", trigger.measures());
  }

  private static List<Object> checks(List<Check> checks) {
    List<Object> all = new ArrayList<>();
    for (Check check : checks) {
      Map<String, Object> object = reading(check.outcome());
      object.put("values", check.readings().stream().map(JsonStory::reading).toList());
      all.add(object);
    }
    return all;
  }

  private static Map<String, Object> reading(Reading reading) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", reading.text());
    reading.value().ifPresent(value -> object.put("value", value));
    if (reading.value().isEmpty()) {
      object.put("missing", reading.failure());
    }
    return object;
  }

  private static List<Object> waits(List<Wait> waits) {
    List<Object> all = new ArrayList<>();
    for (Wait wait : waits) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("for", wait.kind().name().toLowerCase(Locale.ROOT));
      object.put("step", wait.step());
      if (wait.due() != Long.MAX_VALUE) {
        object.put("due", IsoTime.format(wait.due()));
      }
      if (!wait.unless().isEmpty()) {
        object.put("unless", wait.unless());
      }
      all.add(object);
    }
    return all;
  }

  private void end(StoryInput input) {
    for (UnderWay run : story.open()) {
      Map<String, Object> object = add("open");
      object.put("campaign", run.campaign());
      object.put("attempt", (long) run.attempt());
      object.put("since", IsoTime.format(run.since()));
      object.put("waits", waits(run.waits()));
    }
    for (Verdict verdict : story.verdicts()) {
      Map<String, Object> object = add("verdict");
      object.put("campaign", verdict.campaign());
      object.put("fired", (long) verdict.fired().size());
      if (verdict.fired().isEmpty()) {
        object.put("reason", verdict.reason());
      } else {
        object.put("times", verdict.fired().stream().map(IsoTime::format).toList());
      }
      Map<String, Object> measures = story.measures().get(verdict.campaign());
      if (measures != null) {
        object.put("measures", measures);
      }
    }
    input
        .idle()
        .forEach(
            (id, why) -> {
              Map<String, Object> object = add("verdict");
              object.put("campaign", id);
              object.put("fired", 0L);
              object.put("reason", "not run: " + why);
            });
  }
}
