package dev.nudge.app.replay;

import dev.nudge.engine.event.Properties;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Profile updates that wait for their user's clock to reach their time; all in memory. */
final class PendingProfiles {
  /** The time of an update without one: before every event. */
  static final long AT_ONCE = Long.MIN_VALUE;

  private final Map<String, List<Update>> unsorted = new HashMap<>();
  private final Map<String, Deque<Update>> byUser = new HashMap<>();

  /** An update of a user's profile. */
  record Update(long time, Properties properties) {}

  void add(String user, long time, Properties properties) {
    unsorted.computeIfAbsent(user, key -> new ArrayList<>(1)).add(new Update(time, properties));
  }

  /** Those of some users; they share nothing with these. */
  PendingProfiles only(Predicate<String> users) {
    PendingProfiles some = new PendingProfiles();
    unsorted.forEach(
        (user, updates) -> {
          if (users.test(user)) {
            some.unsorted.put(user, new ArrayList<>(updates));
          }
        });
    return some;
  }

  /**
   * The next update of a user that is due at a time, or null; updates of one time in file order.
   */
  @Nullable Update next(String user, long time) {
    if (unsorted.isEmpty() && byUser.isEmpty()) {
      return null;
    }
    List<Update> fresh = unsorted.remove(user);
    if (fresh != null) {
      fresh.sort(Comparator.comparingLong(Update::time));
      byUser.put(user, new ArrayDeque<>(fresh));
    }
    Deque<Update> waiting = byUser.get(user);
    if (waiting == null || waiting.element().time > time) {
      return null;
    }
    Update update = waiting.remove();
    if (waiting.isEmpty()) {
      byUser.remove(user);
    }
    return update;
  }
}
