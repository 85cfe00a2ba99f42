package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.RunSnapshot;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one campaign made of one event or deadline: observations become notes. */
final class NoteBuilder {
  private final CampaignTrace trace;
  private final List<ExplainedObservation> observations;
  private final List<RunSnapshot> open;
  private final Trials trials;
  private final List<Note> notes = new ArrayList<>();
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> advanced = new HashSet<>();
  private final Set<Integer> completed = new HashSet<>();
  private Optional<ExplainedObservation> weighed = Optional.empty();

  NoteBuilder(
      CampaignTrace trace, List<ExplainedObservation> observations, List<RunSnapshot> open) {
    this.trace = trace;
    this.observations = observations;
    this.open = open;
    this.trials = new Trials(trace, observations);
  }

  List<Note> notes() {
    observations.forEach(this::take);
    List<Note> all = trials.unfit();
    all.addAll(notes);
    return all;
  }

  private void take(ExplainedObservation each) {
    Observation observation = each.observation();
    if (observation instanceof Observation.Moved moved) {
      moved(moved);
    } else if (observation instanceof Observation.Judged judged) {
      judged(judged, each);
    } else if (observation instanceof Observation.Decided decided) {
      decided(decided);
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
    RunSnapshot run = moved.runs().get(0);
    Attempt attempt = trace.begin(run, moved.about().time(), begun);
    begun.add(attempt.number);
    List<Wait> waits = waits(moved.runs());
    follow(attempt, moved, waits);
    notes.add(
        new Note.Began(
            attempt.number,
            run.key(),
            moved.step(),
            trials.because(moved.step(), Optional.empty()),
            waits));
  }

  private void advanced(Observation.Moved moved) {
    RunSnapshot run = moved.runs().get(0);
    Attempt attempt = trace.attempt(run);
    List<Wait> waits = waits(moved.runs());
    follow(attempt, moved, waits);
    if (advanced.add(attempt.number)) {
      List<Wait> also =
          open.stream()
              .filter(other -> other.attempt() == run.attempt() && other.last() < run.last())
              .map(RunSnapshot::waits)
              .filter(wait -> !waits.contains(wait))
              .distinct()
              .toList();
      notes.add(
          new Note.Advanced(
              attempt.number,
              moved.step(),
              attempt.took.getOrDefault(moved.step(), 1),
              trials.because(moved.step(), Optional.of(attempt)),
              waits,
              also));
    }
  }

  /** What is kept of an attempt: how far it has ever come. */
  private void follow(Attempt attempt, Observation.Moved moved, List<Wait> waits) {
    int reached = trace.reached(waits);
    if (reached >= attempt.reached) {
      attempt.reached = reached;
      attempt.waits = waits;
      attempt.took = counts(moved);
      attempt.ended = Optional.empty();
    }
  }

  private void completed(Observation.Moved moved) {
    Attempt attempt = trace.attempt(moved.runs().get(0));
    attempt.completed = true;
    attempt.endedAt = moved.about().time();
    completed.add(attempt.number);
    List<String> without =
        attempt.waits.stream()
            .filter(wait -> wait.kind() == Wait.Kind.DEADLINE)
            .flatMap(wait -> wait.unless().stream())
            .distinct()
            .toList();
    notes.add(new Note.Completed(attempt.number, moved.event().isEmpty(), counts(moved), without));
  }

  private void ended(Observation.Moved moved) {
    Attempt attempt = trace.attempt(moved.runs().get(0));
    boolean goesOn = open.stream().anyMatch(run -> run.attempt() == moved.runs().get(0).attempt());
    if (completed.contains(attempt.number) || (goesOn && advanced.contains(attempt.number))) {
      return;
    }
    List<Wait> waits = waits(moved.runs());
    Optional<ExplainedObservation> culprit =
        moved.kind() == Transition.Kind.CANCELLED
            ? trials.culprit(waits, attempt)
            : Optional.empty();
    Optional<String> by = culprit.filter(Trials::held).map(Trials::happened);
    if (goesOn && by.equals(Optional.of(""))) {
      return; // a repetition that takes no more goes on behind it
    }
    boolean farthest = waits.stream().anyMatch(attempt.waits::contains);
    if (farthest || (!goesOn && attempt.ended.isEmpty())) {
      attempt.ended = Optional.of(moved.kind());
      attempt.endedAt = moved.about().time();
      attempt.endedBy = by;
      attempt.endedChecks = culprit.map(ExplainedObservation::reasons).orElse(List.of());
    }
    Endings.add(
        notes,
        new Note.Ended(
            List.of(attempt.number),
            moved.kind(),
            goesOn,
            waits,
            by,
            culprit.map(ExplainedObservation::reasons).orElse(List.of())));
  }

  private void judged(Observation.Judged judged, ExplainedObservation each) {
    Optional<Integer> number =
        judged.attempt().flatMap(trace::attempt).map(attempt -> attempt.number);
    if (judged.verdict() == Observation.Verdict.FIRED) {
      trace.fired().add(judged.about().time());
      judged.attempt().flatMap(trace::attempt).ifPresent(attempt -> attempt.fired = true);
      judged
          .trigger()
          .ifPresent(trigger -> notes.add(new Note.Fired(number, trigger, each.reasons())));
      return;
    }
    if (judged.verdict() == Observation.Verdict.CANDIDATE) {
      judged
          .trigger()
          .ifPresent(
              trigger ->
                  trace
                      .candidates()
                      .put(
                          trigger.id(),
                          new CampaignTrace.Candidate(
                              judged.attempt().flatMap(trace::attempt), each.reasons())));
      return;
    }
    List<Check> because =
        switch (judged.verdict()) {
          case WHEN -> each.reasons();
          case AUDIENCE -> each.audience();
          case FROM, UNTIL, PAUSED, FIRED, CANDIDATE -> List.of();
        };
    judged
        .attempt()
        .flatMap(trace::attempt)
        .ifPresent(
            attempt -> {
              attempt.silent = Optional.of(judged.verdict());
              attempt.silentChecks = because;
            });
    notes.add(new Note.Silent(number, judged.verdict(), because));
  }

  private void decided(Observation.Decided decided) {
    boolean waits = decided.waitsUntil().isPresent();
    String id = decided.trigger().id();
    CampaignTrace.Candidate candidate =
        waits ? trace.candidates().get(id) : trace.candidates().remove(id);
    Optional<Attempt> attempt =
        Optional.ofNullable(candidate).flatMap(CampaignTrace.Candidate::attempt);
    Optional<Integer> number = attempt.map(known -> known.number);
    if (!waits && decided.withheld().isEmpty()) {
      trace.fired().add(decided.about().time());
      attempt.ifPresent(known -> known.fired = true);
      notes.add(
          new Note.Fired(
              number, decided.trigger(), candidate == null ? List.of() : candidate.when()));
    } else {
      attempt.ifPresent(known -> known.withheld = decided.withheld());
      notes.add(new Note.Held(number, decided));
    }
  }

  private void weighed(Observation.Weighed condition, ExplainedObservation each) {
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

  private static List<Check> both(ExplainedObservation each) {
    List<Check> all = new ArrayList<>(each.reasons());
    all.addAll(each.audience());
    return all;
  }

  private static List<Wait> waits(List<RunSnapshot> runs) {
    return runs.stream().map(RunSnapshot::waits).distinct().toList();
  }

  private static Map<String, Integer> counts(Observation.Moved moved) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    moved.taken().forEach((step, matched) -> counts.put(step, matched.count()));
    return counts;
  }
}
