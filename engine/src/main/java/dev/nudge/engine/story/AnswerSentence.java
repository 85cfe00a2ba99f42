package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sentence of a short answer. */
final class AnswerSentence {
  private final Story story;
  private final CampaignTrace trace;
  private final Phrases phrases;
  private final NamedThings names;
  private final FailedConditions conditions;
  private final Map<Integer, UnderWay> open;

  /**
   * The sentence of a campaign.
   *
   * @param open what is under way in the end, by the attempt's number
   */
  AnswerSentence(
      Story story,
      CampaignTrace trace,
      Phrases phrases,
      Naming naming,
      Map<Integer, UnderWay> open) {
    this.story = story;
    this.trace = trace;
    this.phrases = phrases;
    this.names = new NamedThings(trace.steps(), phrases, naming);
    this.conditions = new FailedConditions(phrases, names);
    this.open = open;
  }

  /**
   * The sentence.
   *
   * @param about the attempts that it is about; none where the campaign has no pattern, or nothing
   *     began
   */
  String of(Answer.State state, List<Attempt> about) {
    if (state == Answer.State.FIRED) {
      List<Long> fired = trace.fired();
      String last = phrases.at(fired.get(fired.size() - 1));
      return fired.size() == 1
          ? phrases.say("fired.once", last)
          : phrases.say("fired.often", fired.size(), last);
    }
    long published =
        trace.campaign().published().orElse(story.input().publication()).toEpochMilli();
    if (story.input().events().stream().noneMatch(event -> event.time() >= published)) {
      return phrases.say("published", phrases.at(published));
    }
    if (!about.isEmpty()) {
      return attempt(about.get(0));
    }
    if (!trace.candidates().isEmpty()) {
      return phrases.say("open.judged");
    }
    return trace.miss().map(this::miss).orElseGet(this::unconcerned);
  }

  private String attempt(Attempt attempt) {
    String when = phrases.at(attempt.endedAt);
    UnderWay underWay = open.get(attempt.number);
    if (underWay != null) {
      return open(attempt, underWay.waits());
    }
    if (attempt.withheld.isPresent()) {
      return withheld(attempt.withheld.get(), when);
    }
    if (attempt.silent.isPresent()) {
      return silent(attempt.silent.get(), when, attempt.silentChecks);
    }
    return attempt.completed
        ? phrases.say("open.judged")
        : ended(attempt, attempt.ended.orElse(Transition.Kind.EXPIRED), when);
  }

  private String open(Attempt attempt, List<Wait> waits) {
    Wait wait = waits.get(0);
    String until = wait.due() == Long.MAX_VALUE ? "" : phrases.by(wait.due());
    String has = had(attempt);
    return switch (wait.kind()) {
      case DEADLINE -> phrases.say("open.due", has, phrases.at(wait.due()), unless(wait));
      case NEXT -> phrases.say("open.next", has, names.step(wait.step()), until);
      case OTHER -> phrases.say("open.other", has, names.step(wait.step()), until);
      case NOTHING -> phrases.say("open.judged");
      case EVENT ->
          phrases.say(
              waits.size() == 1 && isLast(wait.step()) ? "open.last" : "open.waits",
              has,
              wanted(waits, attempt),
              until);
    };
  }

  private String unless(Wait wait) {
    return wait.unless().isEmpty()
        ? ""
        : phrases.say("open.unless", phrases.or(wait.unless().stream().map(names::step).toList()));
  }

  /** Whether nothing has to follow the step. */
  private boolean isLast(String step) {
    List<StepSpec> steps = trace.steps();
    return steps.subList(trace.indexOf(step) + 1, steps.size()).stream()
        .allMatch(later -> later.repeat().optional() && !later.absent());
  }

  private String ended(Attempt attempt, Transition.Kind how, String when) {
    String had = had(attempt);
    return switch (how) {
      case EXPIRED ->
          phrases.say(
              "ended.expired", had, wanted(attempt.waits, attempt), phrases.by(attempt.endedAt));
      case CANCELLED -> cancelled(attempt, had, when);
      case SKIPPED -> phrases.say("ended.skipped", when);
      case DROPPED -> phrases.say("ended.dropped", when);
      case STARTED, ADVANCED, COMPLETED -> throw new IllegalArgumentException("not an end: " + how);
    };
  }

  private String cancelled(Attempt attempt, String had, String when) {
    if (attempt.endedBy.isPresent()) {
      return attempt.endedBy.get().isEmpty()
          ? phrases.say("ended.until", had, when)
          : phrases.say("ended.by", had, names.step(attempt.endedBy.get()), when);
    }
    boolean other = attempt.waits.stream().anyMatch(wait -> wait.kind() == Wait.Kind.OTHER);
    return other
        ? phrases.say("ended.other", had, names(attempt.waits), when)
        : phrases.say("ended.next", had, wanted(attempt.waits, attempt), when);
  }

  private String names(List<Wait> waits) {
    return phrases.or(waits.stream().map(Wait::step).map(names::step).toList());
  }

  /** What an attempt took: {@code first, 2 × again}. */
  private String had(Attempt attempt) {
    List<String> parts = new ArrayList<>();
    attempt.took.forEach(
        (step, times) ->
            parts.add(
                times > 1
                    ? phrases.say("step.times", names.step(step), times)
                    : phrases.say("step", names.step(step))));
    return phrases.and(parts);
  }

  /** What it waited for, and how often that had still to come. */
  private String wanted(List<Wait> waits, Attempt attempt) {
    List<String> parts = new ArrayList<>();
    for (Wait wait : waits) {
      switch (wait.kind()) {
        case OTHER, DEADLINE -> parts.add(phrases.say("step.without", names.step(wait.step())));
        case EVENT, NEXT -> parts.add(more(wait.step(), attempt.took.getOrDefault(wait.step(), 0)));
        case NOTHING -> {}
      }
    }
    return phrases.or(parts);
  }

  private String more(String step, int took) {
    int index = trace.indexOf(step);
    int needed = index < 0 ? 1 : trace.steps().get(index).repeat().times().min();
    int missing = needed - took;
    if (missing > 1) {
      return phrases.say("step.more", names.step(step), missing);
    }
    return took > 0
        ? phrases.say("step.again", names.step(step), took + 1)
        : phrases.say("step", names.step(step));
  }

  private String withheld(Withheld withheld, String when) {
    String reason =
        phrases.say(
            "reason." + withheld.reason().name().toLowerCase(Locale.ROOT),
            withheld.winner().map(Withheld.Winner::campaign).map(names::campaign).orElse(""));
    return phrases.say("withheld", when, reason);
  }

  private String silent(Observation.Verdict verdict, String when, List<Check> because) {
    String failed = conditions.of(because);
    return switch (verdict) {
      case WHEN ->
          failed.isEmpty()
              ? phrases.say("silent.when_alone", when)
              : phrases.say("silent.when", when, failed);
      case AUDIENCE ->
          failed.isEmpty()
              ? phrases.say("silent.audience_alone", when)
              : phrases.say("silent.audience", when, failed);
      case FROM -> phrases.say("silent.from", when, bound(trace.campaign().from()));
      case UNTIL -> phrases.say("silent.until", when, bound(trace.campaign().until()));
      case PAUSED -> phrases.say("silent.paused", when);
      case FIRED, CANDIDATE -> phrases.say("open.judged");
    };
  }

  private String bound(Optional<Instant> bound) {
    return bound.map(time -> phrases.time(time.toEpochMilli())).orElse("");
  }

  private String miss(CampaignTrace.Miss miss) {
    String at = phrases.at(miss.time());
    Note note = miss.note();
    if (note instanceof Note.Held held && held.decided().withheld().isPresent()) {
      return withheld(held.decided().withheld().get(), at);
    } else if (note instanceof Note.Weighed weighed) {
      return weighed.after()
          ? phrases.say("weighed.always")
          : phrases.say("weighed.not", conditions.of(weighed.is()));
    } else if (note instanceof Note.Silent silent) {
      return silent(silent.verdict(), at, silent.failed());
    } else if (note instanceof Note.Refused refused) {
      return phrases.say("miss.audience", conditions.of(refused.audience()));
    } else if (note instanceof Note.Unfit unfit) {
      return unfit(unfit, at);
    } else if (note instanceof Note.Overtaken) {
      return phrases.say("miss.overtaken");
    }
    return phrases.say("miss.filtered", at);
  }

  private String unfit(Note.Unfit unfit, String at) {
    if (unfit.cause() instanceof Note.Misfit.After) {
      return phrases.say("miss.early", names.step(unfit.step()), at);
    }
    if (unfit.cause() instanceof Note.Misfit.Script script) {
      return phrases.say(
          script.error().isPresent() ? "miss.script_failed" : "miss.script",
          names.step(unfit.step()),
          at);
    }
    return unfit.cause() instanceof Note.Misfit.Until
        ? phrases.say("miss.filtered", at)
        : phrases.say("miss.where", conditions.of(unfit.failed()), at);
  }

  private String unconcerned() {
    Set<String> types = Steps.of(trace.campaign()).beginning();
    if (types.isEmpty()) {
      return phrases.say("unconcerned");
    }
    String any = phrases.or(types.stream().map(names::type).toList());
    boolean before =
        story.input().past().events().stream().anyMatch(event -> types.contains(event.type()));
    return before
        ? phrases.say("unconcerned.since", any, phrases.time(story.input().events().get(0).time()))
        : phrases.say("unconcerned.types", any);
  }
}
