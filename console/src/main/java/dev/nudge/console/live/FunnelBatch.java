package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What some records of the funnel say, in their order, until it is written down. A record has the
 * totals of a part, so the last of each part and campaign is enough. For one thread.
 */
final class FunnelBatch {
  /** More steps than a pattern has. */
  private static final int STEPS = 100;

  /** Any client may write what it likes to the topic: sums of counts have room. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  private final List<Stretch> stretches = new ArrayList<>();

  /** A part of what is counted of a campaign. */
  record Part(String campaign, int life, int part) {}

  /** A subtask began: what others told of the parts that it takes over is past. */
  record Begun(int part, int of) {}

  /**
   * The totals of a step.
   *
   * @param people who came, and in which ways they left
   * @param waiting people who are there
   */
  record Counts(
      long entered,
      long advanced,
      long cancelled,
      long expired,
      long skipped,
      long dropped,
      People people,
      long waiting) {}

  /** People who came to a step, and how many of them left it in which way. */
  record People(
      long came,
      long wentOn,
      long stopped,
      long ranOut,
      long usedUp,
      long crowdedOut,
      long letGo) {}

  /**
   * From the beginning of a subtask to that of the next.
   *
   * @param begun nothing for what came before the first
   * @param parts by step
   */
  record Stretch(Optional<Begun> begun, Map<Part, Map<String, Counts>> parts) {}

  /** In order. */
  List<Stretch> stretches() {
    return stretches;
  }

  boolean isEmpty() {
    return stretches.isEmpty();
  }

  void take(JsonNode record) {
    int part = record.path("part").asInt(-1);
    int of = record.path("of").asInt(0);
    String campaign = CountBatch.text(record, "campaign", CountBatch.NAME);
    if (part < 0) {
      return;
    }
    if (of > 0) {
      stretches.add(new Stretch(Optional.of(new Begun(part, of)), new LinkedHashMap<>()));
    } else if (!campaign.isEmpty() && record.path("steps").isObject()) {
      if (stretches.isEmpty()) {
        stretches.add(new Stretch(Optional.empty(), new LinkedHashMap<>()));
      }
      int life = Math.max(1, record.path("life").asInt(1));
      stretches
          .get(stretches.size() - 1)
          .parts()
          .put(new Part(campaign, life, part), steps(record.path("steps")));
    }
  }

  private static Map<String, Counts> steps(JsonNode steps) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> step : steps.properties()) {
      if (counts.size() < STEPS) {
        JsonNode of = step.getValue();
        counts.put(
            IndexedText.of(step.getKey(), CountBatch.NAME),
            new Counts(
                count(of, "entered"),
                count(of, "advanced"),
                count(of, "cancelled"),
                count(of, "expired"),
                count(of, "skipped"),
                count(of, "dropped"),
                people(of),
                signed(of, "waiting")));
      }
    }
    return counts;
  }

  /** A job of an older version counts no people: those who came are those who are there. */
  private static People people(JsonNode step) {
    return step.has("came")
        ? new People(
            signed(step, "came"),
            signed(step, "went_on"),
            signed(step, "stopped"),
            signed(step, "ran_out"),
            signed(step, "used_up"),
            signed(step, "crowded_out"),
            signed(step, "let_go"))
        : new People(signed(step, "waiting"), 0, 0, 0, 0, 0, 0);
  }

  /** Of one part it may be less than nothing. */
  private static long signed(JsonNode step, String name) {
    return bounded(step.path(name).asLong(0));
  }

  private static long count(JsonNode step, String name) {
    return Math.max(0, bounded(step.path(name).asLong(0)));
  }

  private static long bounded(long count) {
    return Math.max(-LARGEST, Math.min(LARGEST, count));
  }
}
