package dev.nudge.console.live;

import dev.nudge.console.database.IndexedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The last hundred moves of runs, newest first; of each text the first {@value #LONGEST} bytes.
 * Safe for use by several threads.
 */
final class Journal {
  private static final int KEPT = 100;

  /** Any client may write what it likes to the topic. */
  static final int LONGEST = 2_000;

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
            text(transition, "time"),
            text(transition, "campaign"),
            text(transition, "user"),
            text(transition, "kind"),
            text(transition, "state"),
            text(transition, "text")));
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
  }

  private static String text(JsonNode transition, String name) {
    return IndexedText.of(transition.path(name).asString(""), LONGEST);
  }

  synchronized List<Entry> latest() {
    return new ArrayList<>(entries);
  }
}
