package dev.nudge.app.explain;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.Standing;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one campaign makes of the user's events: its attempts, and a note of all that matters. */
final class Chapter {
  private final Campaign campaign;
  private final List<StepSpec> steps;

  /** By the number of their first event; that of one which is over may come again. */
  private final Map<Long, Attempt> byOrder = new HashMap<>();

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Long> fired = new ArrayList<>();

  /** What came last of an event that began nothing. */
  private Optional<Miss> miss = Optional.empty();

  /**
   * An event that came to nothing.
   *
   * @param time of the event
   */
  record Miss(long time, Note note) {}

  Chapter(Campaign campaign) {
    this.campaign = campaign;
    this.steps = campaign.pattern().map(pattern -> pattern.steps()).orElse(List.of());
  }

  Campaign campaign() {
    return campaign;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  List<Long> fired() {
    return fired;
  }

  Optional<Miss> miss() {
    return miss;
  }

  /** The attempt that a run belongs to. */
  int attempt(Standing run) {
    Attempt attempt = byOrder.get(run.attempt());
    return attempt == null ? 0 : attempt.number;
  }

  /** What was heard during one event or deadline, as notes. */
  List<Note> turn(List<Heard> heard, long time, List<Standing> open) {
    List<Note> notes = new Turn(heard, open).notes();
    for (Note note : notes) {
      if (note instanceof Note.Unfit
          || note instanceof Note.Filtered
          || note instanceof Note.Refused
          || note instanceof Note.Weighed
          || note instanceof Note.Silent) {
        miss = Optional.of(new Miss(time, note));
      }
    }
    return notes;
  }

  private int indexOf(String step) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().value().equals(step)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isAbsent(String step) {
    int index = indexOf(step);
    return index >= 0 && steps.get(index).absent();
  }

  /** One event or deadline. */
  private final class Turn {
    private final List<Heard> heard;
    private final List<Standing> open;
    private final List<Note> notes = new ArrayList<>();
    private final List<Heard> trials = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> advanced = new HashSet<>();
    private final Set<Integer> completed = new HashSet<>();

    /** The steps whose misfit has ended an attempt, which says it all. */
    private final Set<String> told = new HashSet<>();

    private Optional<Heard> weighed = Optional.empty();

    Turn(List<Heard> heard, List<Standing> open) {
      this.heard = heard;
      this.open = open;
    }

    List<Note> notes() {
      for (Heard each : heard) {
        if (each.observation() instanceof Observation.Tried) {
          trials.add(each);
        }
      }
      for (Heard each : heard) {
        hear(each);
      }
      List<Note> all = new ArrayList<>();
      for (Heard trial : trials) {
        unfit(trial).ifPresent(all::add);
      }
      all.addAll(notes);
      return all;
    }

    private void hear(Heard each) {
      Observation observation = each.observation();
      if (observation instanceof Observation.Moved moved) {
        moved(moved);
      } else if (observation instanceof Observation.Judged judged) {
        judged(judged, each);
      } else if (observation instanceof Observation.Filtered filtered) {
        notes.add(new Note.Filtered(filtered.filter(), each.reasons()));
      } else if (observation instanceof Observation.Refused) {
        notes.add(new Note.Refused(each.audience()));
      } else if (observation instanceof Observation.Overtaken) {
        notes.add(new Note.Overtaken());
      } else if (observation instanceof Observation.Weighed condition) {
        weighed(condition, each);
      }
    }

    private void moved(Observation.Moved moved) {
      switch (moved.kind()) {
        case STARTED -> began(moved);
        case ADVANCED -> advanced(moved);
        case COMPLETED -> completed(moved);
        case CANCELLED, EXPIRED, SKIPPED, DROPPED -> ended(moved);
      }
    }

    private void began(Observation.Moved moved) {
      Standing run = moved.runs().get(0);
      Attempt attempt = byOrder.get(run.attempt());
      if (attempt == null || !begun.contains(attempt.number)) {
        attempt = new Attempt(attempts.size() + 1, moved.about().time());
        attempts.add(attempt);
        byOrder.put(run.attempt(), attempt);
        begun.add(attempt.number);
      }
      List<Wait> waits = waits(moved.runs());
      follow(attempt, moved, waits);
      notes.add(
          new Note.Began(
              attempt.number,
              run.key(),
              moved.step(),
              because(moved.step(), Optional.empty()),
              waits));
    }

    private void advanced(Observation.Moved moved) {
      Standing run = moved.runs().get(0);
      Attempt attempt = attemptOf(run);
      List<Wait> waits = waits(moved.runs());
      follow(attempt, moved, waits);
      if (advanced.add(attempt.number)) {
        List<Wait> also =
            open.stream()
                .filter(other -> other.attempt() == run.attempt() && other.last() < run.last())
                .map(Standing::waits)
                .distinct()
                .toList();
        notes.add(
            new Note.Advanced(
                attempt.number,
                moved.step(),
                attempt.took.getOrDefault(moved.step(), 1),
                because(moved.step(), Optional.of(attempt)),
                waits,
                also));
      }
    }

    /** What is kept of an attempt: how far it has ever come. */
    private void follow(Attempt attempt, Observation.Moved moved, List<Wait> waits) {
      int reached = -1;
      for (Wait wait : waits) {
        reached =
            Math.max(
                reached, wait.kind() == Wait.Kind.NOTHING ? steps.size() : indexOf(wait.step()));
      }
      if (reached >= attempt.reached) {
        attempt.reached = reached;
        attempt.waits = waits;
        attempt.took = counts(moved);
      }
    }

    private void completed(Observation.Moved moved) {
      Attempt attempt = attemptOf(moved.runs().get(0));
      attempt.completed = true;
      attempt.endedAt = moved.about().time();
      completed.add(attempt.number);
      notes.add(new Note.Completed(attempt.number, moved.event().isEmpty(), counts(moved)));
    }

    private void ended(Observation.Moved moved) {
      Attempt attempt = attemptOf(moved.runs().get(0));
      boolean goesOn =
          open.stream().anyMatch(run -> run.attempt() == moved.runs().get(0).attempt());
      if (completed.contains(attempt.number) || (goesOn && advanced.contains(attempt.number))) {
        return;
      }
      List<Wait> waits = waits(moved.runs());
      Optional<Heard> culprit =
          moved.kind() == Transition.Kind.CANCELLED ? culprit(waits, attempt) : Optional.empty();
      Optional<String> by = culprit.filter(Turn::held).map(Turn::part);
      if (culprit.isPresent() && by.isEmpty()) {
        told.add(part(culprit.get()));
      }
      if (!goesOn) {
        attempt.ended = Optional.of(moved.kind());
        attempt.endedAt = moved.about().time();
        attempt.endedBy = by;
      }
      addEnded(
          new Note.Ended(
              List.of(attempt.number),
              moved.kind(),
              goesOn,
              waits,
              by,
              culprit.map(Heard::reasons).orElse(List.of())));
    }

    /** Attempts that end in one way at one event are one note. */
    private void addEnded(Note.Ended ended) {
      for (int i = 0; i < notes.size(); i++) {
        if (notes.get(i) instanceof Note.Ended other
            && other.how() == ended.how()
            && other.partly() == ended.partly()
            && other.by().equals(ended.by())
            && (ended.how() == Transition.Kind.SKIPPED
                || other.attempts().equals(ended.attempts())
                || (other.checks().equals(ended.checks())
                    && Wording.wanted(other.waits()).equals(Wording.wanted(ended.waits()))))) {
          Set<Integer> all = new TreeSet<>(other.attempts());
          all.addAll(ended.attempts());
          Set<Wait> waits = new LinkedHashSet<>(other.waits());
          waits.addAll(ended.waits());
          notes.set(
              i,
              new Note.Ended(
                  List.copyOf(all),
                  ended.how(),
                  ended.partly(),
                  List.copyOf(waits),
                  ended.by(),
                  other.checks()));
          return;
        }
      }
      notes.add(ended);
    }

    /** The trial that ended an attempt. */
    private Optional<Heard> culprit(List<Wait> waits, Attempt attempt) {
      for (Heard trial : trials) {
        if (!concerns(trial, attempt)) {
          continue;
        }
        for (Wait wait : waits) {
          boolean mustNot =
              wait.unless().contains(part(trial))
                  || (wait.kind() == Wait.Kind.OTHER && wait.step().equals(part(trial)))
                  || ends(trial);
          boolean must = wait.kind() == Wait.Kind.NEXT && wait.step().equals(part(trial));
          if ((mustNot && held(trial)) || (must && !held(trial) && !ends(trial))) {
            return Optional.of(trial);
          }
        }
      }
      return Optional.empty();
    }

    private void judged(Observation.Judged judged, Heard each) {
      Optional<Integer> number = judged.attempt().map(byOrder::get).map(attempt -> attempt.number);
      if (judged.verdict() == Observation.Verdict.FIRED) {
        fired.add(judged.about().time());
        judged
            .trigger()
            .ifPresent(trigger -> notes.add(new Note.Fired(number, trigger, each.reasons())));
        return;
      }
      judged
          .attempt()
          .map(byOrder::get)
          .ifPresent(attempt -> attempt.silent = Optional.of(judged.verdict()));
      notes.add(
          new Note.Silent(
              number,
              judged.verdict(),
              switch (judged.verdict()) {
                case WHEN -> each.reasons();
                case AUDIENCE -> each.audience();
                case FROM, UNTIL, FIRED -> List.of();
              }));
    }

    private void weighed(Observation.Weighed condition, Heard each) {
      if (!condition.withEvent()) {
        weighed = Optional.of(each);
        return;
      }
      weighed.ifPresent(
          before ->
              notes.add(
                  new Note.Weighed(
                      ((Observation.Weighed) before.observation()).holds(),
                      condition.holds(),
                      both(before),
                      both(each))));
    }

    private static List<Check> both(Heard each) {
      List<Check> all = new ArrayList<>(each.reasons());
      all.addAll(each.audience());
      return all;
    }

    /** A note of a trial that came out against its step. */
    private Optional<Note> unfit(Heard trial) {
      Observation.Tried tried = (Observation.Tried) trial.observation();
      String step = part(trial);
      if (ends(trial)) {
        return held(trial)
            ? Optional.of(
                new Note.Unfit(
                    numberOf(tried), step, false, new Note.Misfit.Until(), trial.reasons()))
            : Optional.empty();
      }
      if (held(trial)
          || told.contains(step)
          || (tried.trial().where().isEmpty()
              && tried.trial().script().isEmpty()
              && !tried.tooEarly())) {
        return Optional.empty();
      }
      Note.Misfit cause = new Note.Misfit.Where();
      if (tried.tooEarly()) {
        long since = tried.about().time() - tried.trial().run().orElseThrow().lastTime();
        cause = new Note.Misfit.After(since, tried.trial().after());
      } else if (tried.trial().script().isPresent()
          && trial.reasons().stream().allMatch(check -> check.outcome().holds())) {
        cause = new Note.Misfit.Script();
      }
      return Optional.of(
          new Note.Unfit(numberOf(tried), step, isAbsent(step), cause, trial.reasons()));
    }

    private Optional<Integer> numberOf(Observation.Tried tried) {
      return tried
          .trial()
          .run()
          .map(run -> byOrder.get(run.attempt()))
          .map(attempt -> attempt.number);
    }

    private List<Check> because(String step, Optional<Attempt> attempt) {
      return trials.stream()
          .filter(
              trial ->
                  held(trial)
                      && !ends(trial)
                      && part(trial).equals(step)
                      && attempt
                          .map(one -> concerns(trial, one))
                          .orElse(
                              ((Observation.Tried) trial.observation()).trial().run().isEmpty()))
          .findFirst()
          .map(Heard::reasons)
          .orElse(List.of());
    }

    private boolean concerns(Heard trial, Attempt attempt) {
      Observation.Tried tried = (Observation.Tried) trial.observation();
      return tried.trial().run().isEmpty() || numberOf(tried).equals(Optional.of(attempt.number));
    }

    private Attempt attemptOf(Standing run) {
      return byOrder.computeIfAbsent(
          run.attempt(),
          order -> {
            Attempt attempt = new Attempt(attempts.size() + 1, run.since());
            attempts.add(attempt);
            return attempt;
          });
    }

    private static boolean held(Heard trial) {
      return ((Observation.Tried) trial.observation()).trial().held();
    }

    private static boolean ends(Heard trial) {
      return ((Observation.Tried) trial.observation()).trial().ends();
    }

    private static String part(Heard trial) {
      return ((Observation.Tried) trial.observation()).trial().part();
    }

    private static List<Wait> waits(List<Standing> runs) {
      return runs.stream().map(Standing::waits).distinct().toList();
    }

    private static Map<String, Integer> counts(Observation.Moved moved) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      moved.taken().forEach((step, matched) -> counts.put(step, matched.count()));
      return counts;
    }
  }
}
