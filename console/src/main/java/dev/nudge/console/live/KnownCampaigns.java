package dev.nudge.console.live;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Whether there is a campaign. Asks for them once a second at most, and only where somebody names
 * one that was not there before. For use by one thread.
 */
final class KnownCampaigns {
  private static final Logger log = LoggerFactory.getLogger(KnownCampaigns.class);
  private static final long FRESH_MILLIS = 1_000;

  private final Supplier<Set<String>> all;
  private final Clock clock;
  private Set<String> known = Set.of();
  private long asked = Long.MIN_VALUE;

  /**
   * None is known yet.
   *
   * @param all the ids of all campaigns; may fail where the database is away, and then those that
   *     were there before are
   */
  KnownCampaigns(Supplier<Set<String>> all, Clock clock) {
    this.all = all;
    this.clock = clock;
  }

  boolean has(String campaign) {
    if (known.contains(campaign)) {
      return true;
    }
    long now = clock.millis();
    if (asked != Long.MIN_VALUE && now - asked < FRESH_MILLIS) {
      return false;
    }
    asked = now;
    try {
      known = Set.copyOf(all.get());
    } catch (DataAccessException e) {
      log.warn("deliveries of new campaigns are not counted: {}", e.getMessage());
    }
    return known.contains(campaign);
  }
}
