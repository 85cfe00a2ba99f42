package dev.nudge.app.replay;

import dev.nudge.engine.Detector;
import dev.nudge.engine.Forgetting;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All users of a finite stream: each event goes to the state of its user; at the end the clocks run
 * on until nothing is due any more.
 *
 * <p>A user's deadlines depend on the user's own clock alone. That of a user who never comes back
 * stands still, and what waits for it would fill the memory. So, while the stream is in time order,
 * users are <em>swept</em>: what is due at the time of the stream is fired, which is what the
 * user's next event would do first anyway, and what nothing can ask for any more is forgotten: of a
 * user of whom nothing is left, only the name stays, to count them. Should an older event come
 * after all, the sweep was wrong, {@link #take} says so, and whoever replays begins again without
 * sweeping.
 */
final class Replay {
  /**
   * In the time of the stream: seldom enough to cost nothing, often enough to keep memory small.
   */
  private static final long SWEEP_EVERY = Duration.ofMinutes(10).toMillis();

  private final Detector detector;
  private final Output output;
  private final long until;
  private final boolean sweeping;
  private final Map<String, User> users = new LinkedHashMap<>();

  /** Who is to be looked at by which sweep; a sweep is named by the time it ends. */
  private final NavigableMap<Long, List<User>> timers = new TreeMap<>();

  private long nextSweep = Long.MIN_VALUE;

  /** No event older than this may come any more. */
  private long swept = Long.MIN_VALUE;

  Replay(Detector detector, Output output, long until, boolean sweeping) {
    this.detector = detector;
    this.output = output;
    this.until = until;
    this.sweeping = sweeping;
  }

  private static final class User {
    final String id;

    /** Nothing, where nothing is remembered. */
    @Nullable UserState state;

    /** Whether the user had an event. */
    boolean seen;

    /** Whether the user waits for a sweep. */
    boolean timed;

    User(String id) {
      this.id = id;
    }

    UserState state() {
      UserState known = state == null ? new UserState(id) : state;
      state = known;
      return known;
    }
  }

  /**
   * What is known of a user before the first event, or from a time on; says why it is not taken.
   */
  Optional<Rejection> know(ProfileUpdate update) {
    return detector.onProfile(update.properties(), update.time(), user(update.user()).state());
  }

  /**
   * Takes an event that is not after the end of time.
   *
   * @throws OutOfOrderException if the event comes too late for what was swept
   */
  void take(Event event) {
    if (event.time() < swept) {
      throw new OutOfOrderException();
    }
    if (sweeping && event.time() >= nextSweep) {
      nextSweep = endOfSweep(event.time());
      sweep(nextSweep - SWEEP_EVERY);
    }
    User user = user(event.user());
    user.seen = true;
    UserState state = user.state();
    detector.onEvent(event, state, output);
    if (sweeping && !user.timed) {
      schedule(user, state);
    }
  }

  /** No event comes any more: fires what is due up to the end of time. */
  void end() {
    for (User user : users.values()) {
      UserState state = user.state;
      if (state == null) {
        continue;
      }
      // From one deadline to the next, since firing one may set another.
      for (long due = state.nextDeadline();
          due <= until && due != Long.MAX_VALUE;
          due = state.nextDeadline()) {
        detector.onTime(due, state, output);
      }
    }
  }

  /** How many users had an event. */
  int users() {
    return (int) users.values().stream().filter(user -> user.seen).count();
  }

  private User user(String id) {
    return users.computeIfAbsent(id, User::new);
  }

  /** Fires and forgets everything that was due before a time, by which the stream has come. */
  private void sweep(long time) {
    while (!timers.isEmpty() && timers.firstKey() <= time) {
      for (User user : timers.pollFirstEntry().getValue()) {
        sweep(user, user.state(), time);
      }
    }
  }

  private void sweep(User user, UserState state, long time) {
    if (state.nextDeadline() < time) {
      swept = time;
      detector.onTime(time - 1, state, output);
    }
    Forgetting forgetting = detector.forgetting();
    if (forgetting.next(state) <= time) {
      swept = time;
      if (forgetting.past(time, state)) {
        user.state = null;
        user.timed = false;
        return;
      }
    }
    schedule(user, state);
  }

  private void schedule(User user, UserState state) {
    long due = Math.min(state.nextDeadline(), detector.forgetting().next(state));
    user.timed = due != Long.MAX_VALUE;
    if (user.timed) {
      timers.computeIfAbsent(endOfSweep(due), end -> new ArrayList<>()).add(user);
    }
  }

  private static long endOfSweep(long time) {
    return (Math.floorDiv(time, SWEEP_EVERY) + 1) * SWEEP_EVERY;
  }
}
