package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Withheld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of candidates, and of what went out, by campaign. */
final class FiringCounts {
  private final Map<String, Map<String, Long>> withheld = new TreeMap<>();
  private final Map<String, GoalCounts> goals = new TreeMap<>();

  void withheld(Withheld one) {
    withheld
        .computeIfAbsent(one.trigger().campaign(), id -> new TreeMap<>())
        .merge(one.reason().text(), 1L, Long::sum);
  }

  void outcome(Outcome outcome) {
    goals.computeIfAbsent(outcome.campaign(), id -> new GoalCounts()).take(outcome);
  }

  /** For people; nothing where there is nothing. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!withheld.isEmpty()) {
      long all =
          withheld.values().stream()
              .flatMap(reasons -> reasons.values().stream())
              .mapToLong(Long::longValue)
              .sum();
      lines.add(Table.number(all) + " withheld:");
      Table table = new Table();
      withheld.forEach(
          (campaign, reasons) ->
              reasons.forEach(
                  (reason, count) -> table.row(campaign + ": " + reason, Table.number(count))));
      lines.addAll(table.lines("  "));
    }
    if (goals.values().stream().anyMatch(counts -> !counts.isEmpty())) {
      lines.add("goals reached:");
      Table table = new Table();
      goals.forEach((campaign, counts) -> counts.rows(campaign + ": ", false, table));
      lines.addAll(table.lines("  "));
    }
    return lines;
  }

  /** For machines. */
  void json(Map<String, Object> json) {
    json.put("withheld", withheld);
    Map<String, Object> reached = new TreeMap<>();
    goals.forEach(
        (campaign, counts) -> {
          if (!counts.isEmpty()) {
            reached.put(campaign, counts.json());
          }
        });
    json.put("goals", reached);
  }
}
