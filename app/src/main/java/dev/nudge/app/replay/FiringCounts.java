package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of candidates, and of what went out, by campaign. */
final class FiringCounts {
  private final Map<String, Map<String, Long>> withheld = new TreeMap<>();
  private final Map<String, Map<String, Arm>> arms = new TreeMap<>();

  /** Those of an arm whose time for the goal is over. */
  private static final class Arm {
    private long offers;
    private long reached;
    private double value;

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("offers", offers);
      json.put("reached", reached);
      json.put("value", value);
      return json;
    }
  }

  void withheld(Withheld one) {
    withheld
        .computeIfAbsent(one.trigger().campaign(), id -> new TreeMap<>())
        .merge(one.reason().text(), 1L, Long::sum);
  }

  void outcome(Outcome outcome) {
    if (outcome.last()) {
      Arm arm =
          arms.computeIfAbsent(outcome.campaign(), id -> new TreeMap<>())
              .computeIfAbsent(outcome.arm(), name -> new Arm());
      arm.offers++;
      arm.reached += outcome.goals() > 0 ? 1 : 0;
      arm.value += outcome.value();
    }
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
    if (!arms.isEmpty()) {
      lines.add("goals reached:");
      Table table = new Table();
      arms.forEach(
          (campaign, byArm) ->
              byArm.forEach((name, arm) -> table.row(campaign + ": " + name, share(arm))));
      lines.addAll(table.lines("  "));
    }
    return lines;
  }

  private static String share(Arm arm) {
    String worth = arm.value == 0 ? "" : String.format(Locale.ROOT, ", worth %,.2f", arm.value);
    return String.format(
        Locale.ROOT,
        "%,d of %,d (%.1f%%)%s",
        arm.reached,
        arm.offers,
        100.0 * arm.reached / arm.offers,
        worth);
  }

  /** For machines. */
  void json(Map<String, Object> json) {
    json.put("withheld", withheld);
    Map<String, Object> goals = new TreeMap<>();
    arms.forEach(
        (campaign, byArm) -> {
          Map<String, Object> told = new TreeMap<>();
          byArm.forEach((name, arm) -> told.put(name, arm.json()));
          goals.put(campaign, told);
        });
    json.put("goals", goals);
  }
}
