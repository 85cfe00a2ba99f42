package dev.nudge.console.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The last hundred moves of runs, newest first. Safe for use by several threads. */
final class Journal {
  private static final int KEPT = 100;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * A move.
   *
   * @param time ISO-8601, the user's clock
   * @param kind {@code started}, {@code advanced}, {@code completed}, {@code cancelled}, {@code
   *     expired}, {@code skipped} or {@code dropped}
   * @param text the campaign's journal text, may be empty
   */
  public record Entry(
      String time, String campaign, String user, String kind, String state, String text) {}

  synchronized void add(JsonNode transition) {
    entries.addFirst(
        new Entry(
            transition.path("time").asString(""),
            transition.path("campaign").asString(""),
            transition.path("user").asString(""),
            transition.path("kind").asString(""),
            transition.path("state").asString(""),
            transition.path("text").asString("")));
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
  }

  synchronized List<Entry> latest() {
    return new ArrayList<>(entries);
  }
}
