package dev.nudge.job.detect;

import dev.nudge.job.message.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose moves somebody wants to see, until when: kept in broadcast state, and in memory as it is
 * asked. A request that has ended goes at the next {@link #pass}.
 */
final class Watches {
  /** More requests than this at a time are not heard. */
  static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
  private static final String USER = "user:";
  private static final String CAMPAIGN = "campaign:";
  private static final String ALL = "all";

  private final BroadcastState<String, Long> kept;
  private final Map<String, Long> ends = new HashMap<>();
  private final Set<String> users = new HashSet<>();
  private final Set<String> campaigns = new HashSet<>();
  private boolean all;

  /** The requests that the state holds. */
  Watches(BroadcastState<String, Long> kept) throws Exception {
    this.kept = kept;
    for (Map.Entry<String, Long> watch : kept.immutableEntries()) {
      ends.put(watch.getKey(), watch.getValue());
    }
    sort();
  }

  /**
   * Somebody asks, or no longer.
   *
   * @param now the wall clock, in milliseconds
   */
  void take(Message.Watched watched, long now) throws Exception {
    String whose = watched.whose();
    boolean known = ends.containsKey(whose);
    boolean asks = watched.until() > now;
    if (asks && !known && ends.size() >= MOST) {
      LOG.warn("more than {} requests to see transitions at a time: {} is not heard", MOST, whose);
      return;
    }
    if (asks) {
      ends.put(whose, watched.until());
      kept.put(whose, watched.until());
    } else {
      ends.remove(whose);
      kept.remove(whose);
    }
    if (asks != known) { // most only ask for longer
      sort();
    }
  }

  /** Time goes by: what has ended is forgotten. */
  void pass(long now) throws Exception {
    Set<String> ended = new HashSet<>();
    ends.forEach(
        (whose, until) -> {
          if (until <= now) {
            ended.add(whose);
          }
        });
    for (String whose : ended) {
      ends.remove(whose);
      kept.remove(whose);
    }
    if (!ended.isEmpty()) {
      sort();
    }
  }

  private void sort() {
    users.clear();
    campaigns.clear();
    all = ends.containsKey(ALL);
    for (String whose : ends.keySet()) {
      if (whose.startsWith(USER)) {
        users.add(whose.substring(USER.length()));
      } else if (whose.startsWith(CAMPAIGN)) {
        campaigns.add(whose.substring(CAMPAIGN.length()));
      }
    }
  }

  /** Whether nobody asks for anything. */
  boolean isEmpty() {
    return ends.isEmpty();
  }

  boolean ofUser(String user) {
    return users.contains(user);
  }

  boolean ofCampaign(String campaign) {
    return campaigns.contains(campaign);
  }

  /** Whether somebody asks for a sample of all. */
  boolean ofAll() {
    return all;
  }
}
