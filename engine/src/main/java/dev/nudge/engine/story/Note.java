package dev.nudge.engine.story;

import dev.nudge.engine.Observation;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.pattern.Tracer;
import dev.nudge.engine.pattern.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a campaign made of an event or a deadline. Attempts are the runs that began with
 * one event, numbered from 1 in each campaign; times are milliseconds since 1970-01-01T00:00Z.
 */
sealed interface Note {
  /** Whether it is about the attempt of this number. */
  default boolean isOf(int number) {
    return false;
  }

  /**
   * The event did not fit a step.
   *
   * @param attempt whose step it was, where the answer is not the same for all
   * @param step the step, or the repetition that {@code until} ends
   * @param absent whether the step must not happen
   * @param failed the clauses that are not true
   */
  record Unfit(
      Optional<Integer> attempt, String step, boolean absent, Misfit cause, List<Check> failed)
      implements Note {}

  /** Why an event does not fit a step. */
  sealed interface Misfit {
    /** A clause of {@code where} is not true. */
    record Where() implements Misfit {}

    /**
     * The script did not say yes.
     *
     * @param error why it said nothing at all
     */
    record Script(Optional<String> error) implements Misfit {}

    /** {@code until} holds, so that the step takes no more. */
    record Until() implements Misfit {}

    /** It comes too early after the run's last event: both in milliseconds. */
    record After(long since, long needed) implements Misfit {}
  }

  /** A filter of the pattern kept the event away. */
  record Filtered(Tracer.Filter filter, List<Check> checks) implements Note {}

  /** No attempt began: the audience does not hold. */
  record Refused(List<Check> audience) implements Note {}

  /** No attempt began: an earlier one does all that it could do. */
  record Overtaken() implements Note {}

  /**
   * An attempt began.
   *
   * @param key the value of {@code correlate_by}, where there is one
   * @param because why the event fits
   */
  record Began(
      int attempt, Optional<Object> key, String step, List<Check> because, List<Wait> waits)
      implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt == number;
    }
  }

  /**
   * An attempt took the event.
   *
   * @param times how many events the step has now
   * @param waits for what it waits now
   * @param also for what it goes on to wait as if it had not taken the event
   */
  record Advanced(
      int attempt, String step, int times, List<Check> because, List<Wait> waits, List<Wait> also)
      implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt == number;
    }
  }

  /**
   * Attempts ended without a match.
   *
   * @param partly whether something else of the attempt goes on
   * @param waits for what they waited
   * @param by what happened that must not, if that ended them
   * @param checks why the event did it
   */
  record Ended(
      List<Integer> attempts,
      Transition.Kind how,
      boolean partly,
      List<Wait> waits,
      Optional<String> by,
      List<Check> checks)
      implements Note {
    @Override
    public boolean isOf(int number) {
      return attempts.contains(number);
    }
  }

  /**
   * An attempt is a match.
   *
   * @param took how many events of each step
   * @param without what had to stay away until now
   */
  record Completed(int attempt, boolean atDeadline, Map<String, Integer> took, List<String> without)
      implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt == number;
    }
  }

  /** A match, or a condition that has become true, fires. */
  record Fired(Optional<Integer> attempt, Trigger trigger, List<Check> when) implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt.equals(Optional.of(number));
    }
  }

  /**
   * A match, or a condition that has become true, does not fire.
   *
   * @param failed the clauses of {@code when} or {@code audience} that are not true
   */
  record Silent(Optional<Integer> attempt, Observation.Verdict verdict, List<Check> failed)
      implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt.equals(Optional.of(number));
    }
  }

  /**
   * A candidate is withheld, or waits to be judged.
   *
   * @param decided why, or until when
   */
  record Held(Optional<Integer> attempt, Observation.Decided decided) implements Note {
    @Override
    public boolean isOf(int number) {
      return attempt.equals(Optional.of(number));
    }
  }

  /**
   * The condition of a campaign without a pattern, without the event and with it.
   *
   * @param was why it held before, or did not
   * @param is why it holds now, or does not
   */
  record Weighed(boolean before, boolean after, List<Check> was, List<Check> is) implements Note {}
}
