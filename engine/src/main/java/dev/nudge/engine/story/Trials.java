package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The conditions that one event was tried on, and how they came out. */
final class Trials {
  private final CampaignTrace trace;
  private final List<ExplainedObservation> trials;

  /** The steps whose misfit has ended an attempt, which says it all. */
  private final Set<String> told = new HashSet<>();

  Trials(CampaignTrace trace, List<ExplainedObservation> observations) {
    this.trace = trace;
    this.trials =
        observations.stream()
            .filter(each -> each.observation() instanceof Observation.Tried)
            .toList();
  }

  /** A note of each trial that came out against its step. */
  List<Note> unfit() {
    List<Note> notes = new ArrayList<>();
    trials.forEach(trial -> unfit(trial).ifPresent(notes::add));
    return notes;
  }

  /** The trial that ended an attempt. */
  Optional<ExplainedObservation> culprit(List<Wait> waits, Attempt attempt) {
    for (ExplainedObservation trial : trials) {
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
          if (!held(trial)) {
            told.add(part(trial));
          }
          return Optional.of(trial);
        }
      }
    }
    return Optional.empty();
  }

  /** Why an event fits a step. */
  List<Check> because(String step, Optional<Attempt> attempt) {
    return trials.stream()
        .filter(
            trial ->
                held(trial)
                    && !ends(trial)
                    && part(trial).equals(step)
                    && attempt
                        .map(one -> concerns(trial, one))
                        .orElse(((Observation.Tried) trial.observation()).trial().run().isEmpty()))
        .findFirst()
        .map(ExplainedObservation::reasons)
        .orElse(List.of());
  }

  private Optional<Note> unfit(ExplainedObservation trial) {
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
      cause = new Note.Misfit.Script(tried.trial().error().map(EvaluationError::detail));
    }
    return Optional.of(
        new Note.Unfit(numberOf(tried), step, trace.isAbsent(step), cause, trial.reasons()));
  }

  private Optional<Integer> numberOf(Observation.Tried tried) {
    return tried
        .trial()
        .run()
        .flatMap(run -> trace.attempt(run.attempt()))
        .map(attempt -> attempt.number);
  }

  private boolean concerns(ExplainedObservation trial, Attempt attempt) {
    Observation.Tried tried = (Observation.Tried) trial.observation();
    return tried.trial().run().isEmpty() || numberOf(tried).equals(Optional.of(attempt.number));
  }

  static boolean held(ExplainedObservation trial) {
    return ((Observation.Tried) trial.observation()).trial().held();
  }

  private static boolean ends(ExplainedObservation trial) {
    return ((Observation.Tried) trial.observation()).trial().ends();
  }

  /** The step that happened and ended an attempt; nothing where an {@code until} did. */
  static String happened(ExplainedObservation trial) {
    return ends(trial) ? "" : part(trial);
  }

  private static String part(ExplainedObservation trial) {
    return ((Observation.Tried) trial.observation()).trial().part();
  }
}
