package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What some triggers and transitions come to, until it is written down. For one thread. */
final class Tally {
  /** Bytes of a campaign's id or a step's name. */
  static final int NAME = 256;

  /** Bytes of a user's id. */
  private static final int USER = 1_024;

  /** The end of the year 9999. */
  private static final long LAST = 253_402_300_799_999L;

  /** How often a campaign fired in a minute. */
  final Map<Minute, Long> fired = new HashMap<>();

  /** What happened at a step. */
  final Map<Step, Moves> moves = new HashMap<>();

  /** Where the runs of a user are, after the last move. */
  final Map<Whose, Standing> standing = new LinkedHashMap<>();

  /** A minute of a campaign; {@code start} in milliseconds. */
  record Minute(String campaign, long start) {}

  /** A step of a campaign. */
  record Step(String campaign, String step) {}

  /** The runs of a campaign and user. */
  record Whose(String campaign, String user) {}

  /** Runs by step, and when that came about, in milliseconds. */
  record Standing(Map<String, Integer> runs, long since) {}

  /** How often runs came to a step and left it. */
  static final class Moves {
    long entered;
    long advanced;
    long cancelled;
    long expired;
    long skipped;
    long dropped;
  }

  /** A trigger that Kafka was given at a time. */
  void trigger(JsonNode trigger, long arrived) {
    String campaign = text(trigger, "campaign", NAME);
    if (!campaign.isEmpty()) {
      fired.merge(
          new Minute(campaign, Math.floorDiv(bounded(arrived), 60_000L) * 60_000L), 1L, Long::sum);
    }
  }

  /** A transition that Kafka was given at a time. */
  void transition(JsonNode transition, long arrived) {
    String campaign = text(transition, "campaign", NAME);
    String user = text(transition, "user", USER);
    String state = text(transition, "state", NAME);
    if (campaign.isEmpty() || user.isEmpty() || state.isEmpty()) {
      return;
    }
    Moves here = moves(campaign, state);
    switch (text(transition, "kind", NAME)) {
      case "started" -> here.entered++;
      case "advanced" -> {
        String from = text(transition, "from", NAME);
        // Once more in a step that repeats is no way into it.
        if (!from.equals(state)) {
          here.entered++;
          if (!from.isEmpty()) {
            moves(campaign, from).advanced++;
          }
        }
      }
      case "completed" -> here.advanced++;
      case "cancelled" -> here.cancelled++;
      case "expired" -> here.expired++;
      case "skipped" -> here.skipped++;
      case "dropped" -> here.dropped++;
      default -> {
        return; // of a later version than this
      }
    }
    if (transition.path("open").isObject()) {
      Map<String, Integer> runs = new HashMap<>();
      transition
          .path("open")
          .properties()
          .forEach(step -> runs.put(IndexedText.of(step.getKey(), NAME), step.getValue().asInt(0)));
      runs.values().removeIf(count -> count <= 0);
      Whose whose = new Whose(campaign, user);
      standing.remove(whose);
      standing.put(whose, new Standing(runs, bounded(arrived)));
    }
  }

  boolean isEmpty() {
    return fired.isEmpty() && moves.isEmpty() && standing.isEmpty();
  }

  private Moves moves(String campaign, String step) {
    return moves.computeIfAbsent(new Step(campaign, step), any -> new Moves());
  }

  private static String text(JsonNode object, String name, int most) {
    return IndexedText.of(object.path(name).asString(""), most);
  }

  /** Any client may say when a record was made: a time that the database does not know, too. */
  private static long bounded(long time) {
    return Math.min(LAST, Math.max(0, time));
  }
}
