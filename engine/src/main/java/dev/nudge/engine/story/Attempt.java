package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.Wait;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far one attempt has come; mutable while the story goes on. */
final class Attempt {
  /** What came farther is greater; of equals, the later. */
  static final Comparator<Attempt> FARTHEST =
      Comparator.<Attempt, Boolean>comparing(attempt -> attempt.completed)
          .thenComparingInt(attempt -> attempt.reached)
          .thenComparingInt(attempt -> attempt.took.values().stream().mapToInt(n -> n).sum())
          .thenComparingInt(attempt -> attempt.number);

  final int number;
  final long since;

  /** What it waited for when it had come farthest. */
  List<Wait> waits = List.of();

  /** How far that is, as the index of a step. */
  int reached = -1;

  /** How many events each step took. */
  Map<String, Integer> took = new LinkedHashMap<>();

  boolean completed;

  /** Whether a match of it fired. */
  boolean fired;

  /** Why it completed and did not fire. */
  Optional<Observation.Verdict> silent = Optional.empty();

  /** The conditions that kept it from firing. */
  List<Check> silentChecks = List.of();

  /** What withheld it, where it would have fired. */
  Optional<Withheld> withheld = Optional.empty();

  Optional<Transition.Kind> ended = Optional.empty();
  long endedAt;

  /** What happened that must not. */
  Optional<String> endedBy = Optional.empty();

  /** Why the event that ended it did. */
  List<Check> endedChecks = List.of();

  Attempt(int number, long since) {
    this.number = number;
    this.since = since;
  }

  /** Whether it is a match that is still to be judged. */
  boolean isToBeJudged() {
    return completed && !fired && silent.isEmpty() && withheld.isEmpty();
  }
}
