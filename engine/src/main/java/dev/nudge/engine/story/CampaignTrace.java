package dev.nudge.engine.story;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.RunSnapshot;
import dev.nudge.engine.pattern.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one campaign makes of the user's events: its attempts, and a note of all that matters. */
final class CampaignTrace {
  private final Campaign campaign;
  private final List<StepSpec> steps;

  /** By the number of their first event; that of one which is over may come again. */
  private final Map<Long, Attempt> byOrder = new HashMap<>();

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Long> fired = new ArrayList<>();

  /** What is still to be judged, by the trigger's id. */
  private final Map<String, Candidate> candidates = new HashMap<>();

  /**
   * A match, or a condition that has become true, that may fire.
   *
   * @param attempt which was the match
   * @param when why {@code when} holds
   */
  record Candidate(Optional<Attempt> attempt, List<Check> when) {}

  /** What came last of an event that began nothing. */
  private Optional<Miss> miss = Optional.empty();

  /**
   * An event that came to nothing.
   *
   * @param time of the event
   */
  record Miss(long time, Note note) {}

  CampaignTrace(Campaign campaign) {
    this.campaign = campaign;
    this.steps = campaign.pattern().map(pattern -> pattern.steps()).orElse(List.of());
  }

  Campaign campaign() {
    return campaign;
  }

  List<StepSpec> steps() {
    return steps;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  List<Long> fired() {
    return fired;
  }

  Map<String, Candidate> candidates() {
    return candidates;
  }

  Optional<Miss> miss() {
    return miss;
  }

  /** Whether an attempt may still become a match. */
  boolean isOpen() {
    return attempts.stream().anyMatch(attempt -> !attempt.completed && attempt.ended.isEmpty());
  }

  /** What was observed during one event or deadline, as notes. */
  List<Note> notes(List<ExplainedObservation> observations, long time, List<RunSnapshot> open) {
    List<Note> notes = new NoteBuilder(this, observations, open).notes();
    for (Note note : notes) {
      if (note instanceof Note.Unfit
          || note instanceof Note.Filtered
          || note instanceof Note.Refused
          || (note instanceof Note.Weighed weighed && !staysTrue(weighed))
          || note instanceof Note.Silent
          || (note instanceof Note.Held held && held.decided().withheld().isPresent())) {
        miss = Optional.of(new Miss(time, note));
      }
    }
    return notes;
  }

  /** Whether a condition only goes on to hold, after it was told why that came to nothing. */
  private boolean staysTrue(Note.Weighed weighed) {
    return weighed.before()
        && weighed.after()
        && miss.map(Miss::note)
            .filter(note -> note instanceof Note.Held || note instanceof Note.Silent)
            .isPresent();
  }

  /** An attempt begins with the event of this number, unless it is already {@code begun}. */
  Attempt begin(RunSnapshot run, long time, Iterable<Integer> begun) {
    Attempt known = byOrder.get(run.attempt());
    if (known != null) {
      for (int number : begun) {
        if (number == known.number) {
          return known;
        }
      }
    }
    Attempt attempt = new Attempt(attempts.size() + 1, time);
    attempts.add(attempt);
    byOrder.put(run.attempt(), attempt);
    return attempt;
  }

  /** The attempt that a run belongs to. */
  Attempt attempt(RunSnapshot run) {
    return byOrder.computeIfAbsent(
        run.attempt(),
        order -> {
          Attempt attempt = new Attempt(attempts.size() + 1, run.since());
          attempts.add(attempt);
          return attempt;
        });
  }

  /** A run that was under way before the story. */
  void adopt(RunSnapshot run) {
    Attempt attempt = attempt(run);
    int reached = reached(List.of(run.waits()));
    if (reached >= attempt.reached) {
      attempt.reached = reached;
      attempt.waits = List.of(run.waits());
      attempt.took = new LinkedHashMap<>();
      for (int i = 0; i < steps.size(); i++) {
        if (run.taken().count(i) > 0) {
          attempt.took.put(steps.get(i).name().value(), run.taken().count(i));
        }
      }
    }
  }

  /** How far an attempt is that waits for these, as the index of a step. */
  int reached(List<Wait> waits) {
    int reached = -1;
    for (Wait wait : waits) {
      reached =
          Math.max(reached, wait.kind() == Wait.Kind.NOTHING ? steps.size() : indexOf(wait.step()));
    }
    return reached;
  }

  /** The attempt that began with the event of this number. */
  Optional<Attempt> attempt(long order) {
    return Optional.ofNullable(byOrder.get(order));
  }

  int indexOf(String step) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().value().equals(step)) {
        return i;
      }
    }
    return -1;
  }

  boolean isAbsent(String step) {
    int index = indexOf(step);
    return index >= 0 && steps.get(index).absent();
  }
}
