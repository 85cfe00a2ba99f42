package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.pattern.RunSnapshot;
import dev.nudge.engine.pattern.Tracer;
import dev.nudge.engine.pattern.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Something that a {@link Detector} decided about one campaign and user. */
public sealed interface Observation {
  /** Whom and when it concerns. */
  About about();

  /**
   * Whom and when it concerns.
   *
   * @param campaign the campaign's id
   * @param version the campaign's version
   * @param user the user
   * @param time the user's clock, or the deadline, in milliseconds since 1970-01-01T00:00Z
   */
  record About(String campaign, int version, String user, long time) {}

  /**
   * A filter of the pattern kept the event away from its steps.
   *
   * @param filter which
   * @param reasons of {@code distinct} and {@code correlate_by}: the value that is repeated, or
   *     missing
   */
  record Filtered(About about, Tracer.Filter filter, Reasons reasons) implements Observation {}

  /**
   * A condition of a step was tried on the event.
   *
   * @param trial how it came out, and for which run
   * @param tooEarly whether it is false because too little time has passed since the run's last
   *     event; {@code where} was not looked at then
   * @param where why; if all of it holds and the trial did not, the script said no
   */
  record Tried(About about, Trial trial, boolean tooEarly, Reasons where) implements Observation {}

  /** An event that fits the first step began no run: the audience does not hold. */
  record Refused(About about, Reasons audience) implements Observation {}

  /** An event that fits the first step began no run: an earlier run does all that it could do. */
  record Overtaken(About about) implements Observation {}

  /**
   * A run moved.
   *
   * @param kind what happened to it
   * @param step the step it entered, or, where it ended, the one it was in
   * @param event what moved it; absent where a deadline did
   * @param runs what it is now, or was: several where it waits for one of several things
   * @param steps the names of the pattern's steps, by index
   */
  record Moved(
      About about,
      Transition.Kind kind,
      String step,
      Optional<Event> event,
      List<RunSnapshot> runs,
      List<String> steps)
      implements Observation {

    /** What it has taken, by step; steps that took nothing are missing. */
    public Map<String, Matched> taken() {
      return Matched.bySteps(steps, runs.get(0).taken());
    }
  }

  /**
   * A match, or an event that made a condition true, fires or does not.
   *
   * @param attempt the number of the run's first event; absent for a campaign without a pattern
   * @param verdict whether it fires
   * @param when why {@code when} holds, or does not
   * @param audience why {@code audience} holds, or does not; nothing where {@code when} does not
   * @param trigger what fired, or is a candidate
   */
  record Judged(
      About about,
      Optional<Long> attempt,
      Verdict verdict,
      Reasons when,
      Reasons audience,
      Optional<Trigger> trigger)
      implements Observation {}

  /**
   * A candidate fires, is withheld, or waits to be judged.
   *
   * @param trigger the candidate
   * @param withheld why it does not fire
   * @param waitsUntil when it is judged, in milliseconds
   * @param quiet whether it waits because it is quiet; else for others to compete with
   */
  record Decided(
      About about,
      Trigger trigger,
      Optional<Withheld> withheld,
      OptionalLong waitsUntil,
      boolean quiet)
      implements Observation {}

  /** Whether something fires. */
  enum Verdict {
    /** It does. */
    FIRED,
    /** {@code when} does not hold. */
    WHEN,
    /** The user is not, or no more, in the audience. */
    AUDIENCE,
    /** It is too early: before {@code from}. */
    FROM,
    /** It is too late: at {@code until} or after it. */
    UNTIL,
    /** The campaign is paused. */
    PAUSED,
    /** It is a candidate: what becomes of it is told as {@link Decided}. */
    CANDIDATE
  }

  /**
   * The condition of a campaign without a pattern was looked at over the history without the event
   * and, if it applied then, again with it.
   *
   * @param withEvent whether the measures have taken the event
   * @param holds whether {@code when} and {@code audience} hold
   * @param when why {@code when} holds, or does not
   * @param audience why {@code audience} holds, or does not
   */
  record Weighed(About about, boolean withEvent, boolean holds, Reasons when, Reasons audience)
      implements Observation {}
}
