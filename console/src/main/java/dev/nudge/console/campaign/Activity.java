package dev.nudge.console.campaign;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How often campaigns fired lately. */
@Component
class Activity {
  static final Day QUIET = new Day(0, Collections.nCopies(24, 0L));

  /**
   * A campaign's last 24 hours.
   *
   * @param today since midnight, UTC
   * @param sparkline by hour, the current one last
   */
  record Day(long today, List<Long> sparkline) {}

  /** Those that fired, by id. */
  Map<String, Day> days() {
    return Map.of();
  }
}
