package dev.nudge.console.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the stream says of the order of events: those that come after a later one of their user, and
 * sources in which a user's events lie in several partitions. Looks at the latest ten thousand
 * users. Safe for use by several threads.
 */
final class Disorder {
  private static final int USERS = 10_000;

  /** One change of partition may be that of a topic that got more of them. */
  private static final int MOVES = 2;

  private final Rates late = new Rates();
  private final TreeSet<String> scattered = new TreeSet<>();
  private final Map<Who, Seen> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Seen> eldest) {
          return size() > USERS;
        }
      };

  private record Who(String source, String user) {}

  private record Seen(int partition, long time, int moves) {}

  /**
   * An event was read; those of a partition in their order.
   *
   * @param time of the event
   * @param arrived when Kafka was given it
   */
  synchronized void look(String source, int partition, String user, long time, long arrived) {
    Who who = new Who(source, user);
    Seen before = latest.get(who);
    boolean moved = before != null && before.partition() != partition;
    // Partitions are read one after the other: only within one does it say anything.
    if (before != null && !moved && time < before.time()) {
      late.count(arrived);
    }
    int moves = (before == null ? 0 : before.moves()) + (moved ? 1 : 0);
    if (moves == MOVES) {
      scattered.add(source);
    }
    long newest = before == null || moved ? time : Math.max(time, before.time());
    latest.put(who, new Seen(partition, newest, Math.min(moves, MOVES + 1)));
  }

  /** How many events of the last minute came after a later one of their user. */
  long late(long now) {
    return Math.round(late.perSecond(now, 60) * 60);
  }

  /** A source in which the events of a user lie in several partitions. */
  synchronized Optional<String> scattered() {
    return scattered.isEmpty() ? Optional.empty() : Optional.of(scattered.first());
  }
}
