package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import java.util.Map;
import java.util.Optional;

/**
 * A run moved.
 *
 * @param campaign the campaign's id
 * @param version the campaign's version
 * @param user whose run it is
 * @param time the user's clock, in milliseconds since 1970-01-01T00:00Z
 * @param kind what happened to the run
 * @param state the step entered, or, where the run ended, the step it was in
 * @param from where it advanced: the step it was in before, which may be the same
 * @param event the event that moved it; absent where a deadline did
 * @param text the campaign's journal text for it, where it has one
 * @param open how many runs of the campaign the user has afterwards, by the step they are in; of
 *     all transitions that one event or deadline brings about, after the last
 */
public record Transition(
    String campaign,
    int version,
    String user,
    long time,
    Kind kind,
    String state,
    Optional<String> from,
    Optional<Event> event,
    Optional<String> text,
    Map<String, Integer> open) {

  /** The same, with this left open. */
  Transition leaving(Map<String, Integer> runs) {
    return new Transition(campaign, version, user, time, kind, state, from, event, text, runs);
  }

  /** The same, with this text. */
  Transition saying(Optional<String> said) {
    return new Transition(campaign, version, user, time, kind, state, from, event, said, open);
  }

  /** The same, as if a deadline had moved it. */
  public Transition withoutEvent() {
    return new Transition(
        campaign, version, user, time, kind, state, from, Optional.empty(), text, open);
  }

  /** What happened to a run. */
  public enum Kind {
    /** It took its first event. */
    STARTED,
    /** It took another event. */
    ADVANCED,
    /** It completed. */
    COMPLETED,
    /** A step that must not happen did. */
    CANCELLED,
    /** Its time ran out. */
    EXPIRED,
    /** A match consumed it. */
    SKIPPED,
    /** It was the oldest of more runs than a user may have. */
    DROPPED
  }
}
