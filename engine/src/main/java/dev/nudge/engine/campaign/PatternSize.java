package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Notation;
import java.time.Duration;
import java.util.List;

/** Checks what a pattern asks for: events at all, not too many, and time enough for them. */
final class PatternSize {
  /** A pattern may have so many steps, those with an 'after' or 'until' counting twice. */
  static final int MOST_STEPS = 63;

  /** A pattern's steps may come to so many, each counted as often as it may have to be kept. */
  private static final int MOST_REPETITIONS = 990;

  private final PatternSpec pattern;
  private final Fields fields;

  PatternSize(PatternSpec pattern, Fields fields) {
    this.pattern = pattern;
    this.fields = fields;
  }

  void check() {
    List<PatternPart> parts = pattern.parts();
    if (!parts.isEmpty() && leastEvents(parts) == 0) {
      fields.error(fields.position("steps"), "one step must happen: all may be left out as it is");
    }
    pattern.within().ifPresent(limit -> checkRoom(leastTime(parts), limit));
    checkSize();
  }

  /** The least time the steps take must be shorter than the longest time they may take. */
  private void checkRoom(Duration least, Duration limit) {
    if (least.compareTo(limit) >= 0) {
      fields.error(
          fields.position("within"),
          "can never match: the steps' 'after' add up to "
              + Notation.write(least)
              + ", and 'within' allows less than "
              + Notation.write(limit));
    }
  }

  private void checkSize() {
    int conditions = conditions(pattern.parts());
    long repetitions = repetitions(pattern.parts());
    if (conditions > MOST_STEPS) {
      fields.error(
          fields.position("steps"),
          "a pattern may have at most "
              + MOST_STEPS
              + " steps, those with 'after' or 'until' counting twice");
    } else if (repetitions > MOST_REPETITIONS) {
      fields.error(
          fields.position("steps"),
          "the steps and their repetitions come to "
              + repetitions
              + ", and may come to "
              + MOST_REPETITIONS
              + "; to count many events, use a 'count' measure");
    }
  }

  /** How many events a match of these takes at least. */
  static int leastEvents(List<PatternPart> parts) {
    int least = 0;
    for (PatternPart part : parts) {
      if (!part.repeat().optional()) {
        least +=
            part instanceof GroupSpec group
                ? leastEvents(group.parts())
                : part instanceof StepSpec step && !step.absent() ? 1 : 0;
      }
    }
    return least;
  }

  private static Duration leastTime(List<PatternPart> parts) {
    Duration least = Duration.ZERO;
    for (PatternPart part : parts) {
      if (part.repeat().optional()) {
        continue;
      }
      if (part instanceof GroupSpec group) {
        least = least.plus(times(leastTime(group.parts()), group.repeat().times().min()));
      } else if (part instanceof StepSpec step && !step.absent()) {
        least = least.plus(step.after().orElse(Duration.ZERO));
      }
    }
    return least;
  }

  /** Groups of groups multiply beyond what a duration holds; longer than the longest is enough. */
  private static Duration times(Duration each, int times) {
    return each.isZero() || Notation.LONGEST.dividedBy(each) >= times
        ? each.multipliedBy(times)
        : Notation.LONGEST;
  }

  private static int conditions(List<PatternPart> parts) {
    int conditions = 0;
    for (PatternPart part : parts) {
      conditions += part.repeat().until().isPresent() ? 1 : 0;
      conditions +=
          part instanceof GroupSpec group
              ? conditions(group.parts())
              : part instanceof StepSpec step && step.after().isPresent() ? 2 : 1;
    }
    return conditions;
  }

  private static long repetitions(List<PatternPart> parts) {
    long sum = 0;
    for (PatternPart part : parts) {
      Repeat.Times times = part.repeat().times();
      long each = part instanceof GroupSpec group ? repetitions(group.parts()) : 1;
      sum += each * (times.isUnbounded() ? times.min() + 1 : times.max());
    }
    return Math.min(sum, Integer.MAX_VALUE);
  }
}
