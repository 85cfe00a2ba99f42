package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import dev.nudge.console.effect.EffectBatch;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Counts that wait to be written down: what some triggers, and records of the funnel, of outcomes
 * and of withheld candidates come to. For one thread.
 */
final class CountBatch {
  /** Bytes of a campaign's id or a step's name. */
  static final int NAME = 256;

  /** The end of the year 9999. */
  private static final long LAST = 253_402_300_799_999L;

  /** How often a campaign fired in a minute. */
  final Map<Minute, Long> fired = new HashMap<>();

  /** What the job counted of runs. */
  final FunnelBatch funnel = new FunnelBatch();

  /** What came of offers, and what was withheld. */
  final EffectBatch effect = new EffectBatch();

  /** A minute of a campaign; {@code start} in milliseconds. */
  record Minute(String campaign, long start) {}

  /** A trigger that Kafka was given at a time. */
  void trigger(JsonNode trigger, long arrived) {
    String campaign = text(trigger, "campaign", NAME);
    if (!campaign.isEmpty()) {
      fired.merge(
          new Minute(campaign, Math.floorDiv(bounded(arrived), 60_000L) * 60_000L), 1L, Long::sum);
    }
  }

  boolean isEmpty() {
    return fired.isEmpty() && funnel.isEmpty() && effect.isEmpty();
  }

  static String text(JsonNode object, String name, int most) {
    return IndexedText.of(object.path(name).asString(""), most);
  }

  /** Any client may say when a record was made: a time that the database does not know, too. */
  private static long bounded(long time) {
    return Math.min(LAST, Math.max(0, time));
  }
}
