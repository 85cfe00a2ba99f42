package dev.nudge.job.detect;

import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises users whose events come from several partitions of one topic, as those of a topic that
 * is not keyed by user: their order is lost then. Looks at the latest ten thousand users, some 2
 * MiB, and forgets them with the process.
 *
 * <p>A user who changes the partition once may be one whose topic got more partitions; one who does
 * it again is scattered.
 */
final class ScatteredUsers {
  /** So many users are looked at. */
  static final int USERS = 10_000;

  private static final int MOVES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ScatteredUsers.class);

  private final Map<Who, Seen> latest = new LinkedHashMap<>(16, 0.75f, true);

  private final List<Settings.Source> sources;
  private final boolean sorted;

  /** The sources of scattered users. */
  private final Set<String> scattered = new TreeSet<>();

  /**
   * Knows of no user yet.
   *
   * @param sorted whether events are sorted by time, so that it does no harm
   */
  ScatteredUsers(List<Settings.Source> sources, boolean sorted) {
    this.sources = sources;
    this.sorted = sorted;
  }

  /** A user of one source. */
  private record Who(String user, int source) {}

  /** Where the user's last event came from, and how often that was another place than before. */
  private record Seen(int partition, int moves) {}

  /** What an event tells. */
  enum Found {
    /** It came from where the user's events come from, as far as is known. */
    NOTHING,
    /** It came from another partition. */
    MOVED,
    /** It came from another partition, again, for the first time that this is told of the user. */
    SCATTERED
  }

  /** Looks at where an event came from, and counts what that tells. */
  void look(Message.Happened happened, DetectMetrics counts) {
    Message.Origin origin = happened.origin();
    Found found = look(happened.event().user(), origin);
    if (found != Found.NOTHING) {
      counts.moved();
    }
    if (found == Found.SCATTERED) {
      counts.scattered();
      String source = sources.get(origin.source()).shown();
      if (scattered.add(source) && !sorted) {
        LOG.warn("{}", warning(source));
      }
    }
  }

  /** What is to be said of the sources, as long as they do harm. */
  List<String> warnings() {
    return sorted ? List.of() : scattered.stream().map(ScatteredUsers::warning).toList();
  }

  private static String warning(String source) {
    return "events of one user come from several partitions of '"
        + source
        + "', so their order is lost: give its records the user as their key, or set"
        + " 'ordering.wait: 2s'";
  }

  Found look(String user, Message.Origin origin) {
    if (origin.partition() < 0) {
      return Found.NOTHING;
    }
    Who who = new Who(user, origin.source());
    Seen before = latest.get(who);
    if (before == null) {
      latest.put(who, new Seen(origin.partition(), 0));
      if (latest.size() > USERS) {
        latest.remove(latest.keySet().iterator().next());
      }
      return Found.NOTHING;
    }
    if (before.partition() == origin.partition()) {
      return Found.NOTHING;
    }
    int moves = Math.min(MOVES + 1, before.moves() + 1);
    latest.put(who, new Seen(origin.partition(), moves));
    return moves == MOVES ? Found.SCATTERED : Found.MOVED;
  }
}
