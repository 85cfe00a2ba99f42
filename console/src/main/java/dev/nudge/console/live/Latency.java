package dev.nudge.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How long triggers take: from when Kafka was given the event that completed the match to when it
 * was given the trigger. Triggers of deadlines are left out, since nothing arrived; so are those
 * that do not name their events, and those whose event is not known. For one thread.
 */
final class Latency {
  /** The event may be read after the trigger: topics are not read in step. */
  private static final int WAITING = 2_000;

  private static final long PATIENCE_MILLIS = 2_000;

  private final ArrivalTimes arrivalTimes;
  private final Latencies latencies;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private record Waiting(String user, String event, long fired) {}

  Latency(ArrivalTimes arrivalTimes, Latencies latencies) {
    this.arrivalTimes = arrivalTimes;
    this.latencies = latencies;
  }

  /** A trigger came. */
  void fired(JsonNode trigger, long fired) {
    if (trigger.path("cause").asString("").equals("timeout")) {
      return;
    }
    Optional<String> event = lastEvent(trigger.path("matched"));
    if (event.isPresent() && waiting.size() < WAITING) {
      waiting.add(new Waiting(trigger.path("user").asString(""), event.get(), fired));
    }
  }

  /** Holds triggers against what has arrived. */
  void settle(long now) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting trigger = all.next();
      long arrived = arrivalTimes.get(trigger.user(), trigger.event());
      if (arrived >= 0) {
        latencies.add(trigger.fired(), Math.max(0, trigger.fired() - arrived));
        all.remove();
      } else if (now - trigger.fired() > PATIENCE_MILLIS) {
        all.remove();
      }
    }
  }

  /** The id of the latest event; nothing where a step gives only a number of events. */
  private static Optional<String> lastEvent(JsonNode matched) {
    String id = "";
    String time = "";
    for (JsonNode step : matched) {
      if (!step.isArray()) {
        return Optional.empty();
      }
      for (JsonNode event : step) {
        String at = event.path("time").asString("");
        // ISO-8601 in UTC with and without milliseconds: the zone letter would come after a digit.
        if (at.replace("Z", "").compareTo(time) >= 0) {
          time = at.replace("Z", "");
          id = event.path("id").asString("");
        }
      }
    }
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }
}
