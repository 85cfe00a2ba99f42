package dev.nudge.app.live;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.event.Plausible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was sent.
 *
 * @param topic where to
 * @param lines how many records
 * @param passedOver how many lines held nothing, as the mapping says
 * @param likeSeconds of how many of them the time looks like seconds that were read as milliseconds
 * @param rejected how many lines could not be used, by reason
 * @param seconds how long it took
 */
record Sent(
    String topic,
    long lines,
    long passedOver,
    long likeSeconds,
    Map<String, Long> rejected,
    double seconds) {
  /** Whether there were lines, and not one of them could be used. */
  boolean nothingUsable() {
    return lines == 0 && !rejected.isEmpty();
  }

  double perSecond() {
    return seconds > 0 ? lines / seconds : 0;
  }

  List<String> lines(String rejectedTopic) {
    List<String> text = new ArrayList<>();
    text.add(
        String.format(
            Locale.ROOT,
            "%s to %s, %.1f s, %s/s",
            Table.count(lines, "line"),
            topic,
            seconds,
            Table.number((long) perSecond())));
    if (passedOver > 0) {
      text.add(Table.count(passedOver, "line") + " passed over, as the mapping says");
    }
    if (likeSeconds > 0) {
      text.add("the times of " + Table.count(likeSeconds, "line") + " " + Plausible.LIKE_SECONDS);
    }
    if (!rejected.isEmpty()) {
      long all = rejected.values().stream().mapToLong(Long::longValue).sum();
      text.add(Table.count(all, "line") + " rejected, kept in " + rejectedTopic + ":");
      Table table = new Table();
      rejected.forEach((reason, count) -> table.row(reason, Table.number(count)));
      text.addAll(table.lines("  "));
    }
    return text;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", topic);
    json.put("sent", lines);
    json.put("rejected", rejected);
    json.put("passed_over", passedOver);
    json.put("times_like_seconds", likeSeconds);
    json.put("seconds", seconds);
    json.put("per_second", perSecond());
    return json;
  }
}
