package dev.nudge.job.detect;

import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * The events of the user at hand that wait: until the tables have been read, or until stragglers
 * have had their time. Bytes that cannot be read are set aside.
 */
final class HeldEvents {
  /** What has been held beyond this makes the rest wait a little each. */
  private static final int HELD_FREELY = 50_000;

  private static final long WAIT_NANOS = 1_000_000;

  private final ValueState<Kept<List<Held>>> held;
  private final Duration sortFor;
  private final InternalTimerService<VoidNamespace> turns;
  private final Results results;
  private final Supplier<String> user;

  /** Of all users. */
  private int count;

  /**
   * The events that a state holds.
   *
   * @param sortFor how long events wait for stragglers, to take their turn in order of time; zero
   *     for events that take it as they come
   * @param turns when it is somebody's turn
   * @param user who is at hand
   */
  HeldEvents(
      ValueState<Kept<List<Held>>> held,
      Duration sortFor,
      InternalTimerService<VoidNamespace> turns,
      Results results,
      Supplier<String> user) {
    this.held = held;
    this.sortFor = sortFor;
    this.turns = turns;
    this.results = results;
    this.user = user;
  }

  void hold(Held event) throws Exception {
    List<Held> waiting = waiting().orElseGet(ArrayList::new);
    waiting.add(event);
    held.update(Kept.of(waiting));
    count++;
  }

  /**
   * Holds an event for stragglers: one of the present until time has come to it, an old one anew.
   *
   * @param now the stream's time
   */
  void queue(Message.Happened happened, long now) throws Exception {
    long time = happened.event().time();
    long until = time > now ? time : now + sortFor.toMillis();
    hold(new Held(happened, until));
    turns.registerEventTimeTimer(VoidNamespace.INSTANCE, until);
  }

  private Optional<List<Held>> waiting() throws Exception {
    @Nullable Kept<List<Held>> kept = held.value();
    if (kept instanceof Kept.Unreadable<List<Held>> unreadable) {
      results.unreadable("held events", user.get(), unreadable);
      held.clear();
      return Optional.empty();
    }
    return kept == null ? Optional.empty() : kept.value();
  }

  /** While much is held, less comes: the tables get the time, and memory stays bounded. */
  void beSlow() {
    if (count > HELD_FREELY) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
  }

  /** Takes, in order of time, what has waited long enough, and what is older than that. */
  List<Held> turn(long now) throws Exception {
    List<Held> waiting = waiting().orElse(List.of());
    if (waiting.isEmpty()) {
      return waiting;
    }
    long upTo = Long.MIN_VALUE;
    for (Held event : waiting) {
      if (event.until() <= now) {
        upTo = Math.max(upTo, event.time());
      }
    }
    List<Held> turn = new ArrayList<>();
    List<Held> rest = new ArrayList<>();
    for (Held event : waiting) {
      (event.time() <= upTo ? turn : rest).add(event);
    }
    if (rest.isEmpty()) {
      held.clear();
    } else {
      held.update(Kept.of(rest));
    }
    count -= turn.size();
    if (!sortFor.isZero()) {
      turn.sort(Comparator.comparingLong(Held::time));
    }
    return turn;
  }

  /** Takes all of it, as it came. */
  List<Held> takeAll() throws Exception {
    try {
      List<Held> all = waiting().orElse(List.of());
      count = Math.max(0, count - all.size());
      return all;
    } finally {
      held.clear();
    }
  }
}
