package dev.nudge.bench.engine;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Forgetting;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import java.util.HashMap;
import java.util.Map;

/** A detector and all users it has met, in memory, as a program has them that uses the engine. */
final class KnownUsers {
  /** A map keeps room for as many as it ever held; below this share of it, it is made anew. */
  private static final int ROOM = 4;

  private final Detector detector;
  private final Output output;
  private Map<String, UserState> states = new HashMap<>();
  private int most;

  /** Nobody yet. */
  KnownUsers(Detector detector, Output output) {
    this.detector = detector;
    this.output = output;
  }

  void take(Event event) {
    UserState state = states.get(event.user());
    if (state == null) {
      state = new UserState(event.user());
      states.put(event.user(), state);
    }
    detector.onEvent(event, state, output);
  }

  void take(Event[] events) {
    for (Event event : events) {
      take(event);
    }
  }

  /** Time passes for all users: what is due fires. Nobody is let go. */
  void passTo(long time) {
    for (UserState state : states.values()) {
      if (state.nextDeadline() <= time) {
        detector.onTime(time, state, output);
      }
    }
  }

  /** Time passes, and the users of whom the engine says that nothing is left are let go. */
  void passToAndForget(long time) {
    passTo(time);
    most = Math.max(most, states.size());
    Forgetting forgetting = detector.forgetting();
    states
        .values()
        .removeIf(state -> forgetting.next(state) <= time && forgetting.past(time, state));
    if (states.size() < most / ROOM) {
      states = new HashMap<>(states);
      most = states.size();
    }
  }

  /** All of them, by user. */
  Map<String, UserState> states() {
    return states;
  }

  /** How many runs are under way, of all users and campaigns. */
  long openRuns() {
    return states.values().stream().mapToLong(state -> detector.open(state).size()).sum();
  }

  /** How many bytes the states of all of them are, as a checkpoint has them. */
  long checkpointBytes() {
    return states.values().stream().mapToLong(state -> state.toBytes().length).sum();
  }
}
