package dev.nudge.app.replay;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All users of a finite stream: each event goes to the state of its user, after the profile updates
 * that are due; at the end the clocks run on until nothing is due any more.
 */
public final class Replay {
  private final Detector detector;
  private final Output output;
  private final PendingProfiles profiles;
  private final long until;
  private final Map<String, UserState> users = new LinkedHashMap<>();

  Replay(Detector detector, Output output, PendingProfiles profiles, long until) {
    this.detector = detector;
    this.output = output;
    this.profiles = profiles;
    this.until = until;
  }

  /** Without profiles and without an end of time. */
  public Replay(Detector detector, Output output) {
    this(detector, output, new PendingProfiles(), Long.MAX_VALUE);
  }

  /** Takes an event, unless it is after the end of time. */
  public boolean take(Event event) {
    if (event.time() > until) {
      return false;
    }
    UserState state = users.computeIfAbsent(event.user(), UserState::new);
    update(state, event.time());
    detector.onEvent(event, state, output);
    return true;
  }

  /** No event comes any more: fires what is due up to the end of time. */
  public void end() {
    for (UserState state : users.values()) {
      update(state, until);
      // From one deadline to the next, since firing one may set another.
      for (long due = state.nextDeadline();
          due <= until && due != Long.MAX_VALUE;
          due = state.nextDeadline()) {
        detector.onTime(due, state, output);
      }
    }
  }

  /** How many users had an event. */
  public int users() {
    return users.size();
  }

  private void update(UserState state, long time) {
    for (PendingProfiles.Update update = profiles.next(state.user(), time);
        update != null;
        update = profiles.next(state.user(), time)) {
      if (update.time() != PendingProfiles.AT_ONCE && state.clock() != Long.MIN_VALUE) {
        // What is due before the update must not see it.
        detector.onTime(update.time(), state, output);
      }
      detector.onProfile(update.properties(), state);
    }
  }
}
