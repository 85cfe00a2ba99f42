package dev.nudge.app.backtest;

import dev.nudge.app.replay.GoalCounts;
import dev.nudge.app.terminal.Table;
import dev.nudge.engine.firing.CampaignBudget;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a back-test found, for people and for machines. */
final class Report {
  /** Longer histories are told by their mean and their busiest day. */
  private static final int DAYS = 14;

  private static final int BAR = 40;

  private final Tested tested;
  private final long users;

  /**
   * A report.
   *
   * @param users how many there were in the events
   */
  Report(Tested tested, long users) {
    this.tested = tested;
    this.users = users;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    tested
        .campaigns()
        .forEach(
            (id, own) -> {
              lines.add(
                  id
                      + ": "
                      + Table.count(own.triggers, "offer")
                      + " to "
                      + Table.count(own.users.size(), "user")
                      + String.format(
                          Locale.ROOT,
                          ", %.2f%% of %s",
                          users == 0 ? 0 : 100.0 * own.users.size() / users,
                          Table.number(users))
                      + (own.cost.isPresent()
                          ? ", cost " + CampaignBudget.amount(own.cost.getAsLong()).toPlainString()
                          : ""));
              lines.addAll(days(own.byDay));
              section("  withheld", own.withheld, "", lines);
              section("  outranks", own.outranks, "", lines);
              section(
                  "  of its users, also get", tested.overlap(own), share(own.users.size()), lines);
              goals(own.goals, lines);
            });
    section("displaced, would have gone out without", tested.displaced(), "", lines);
    section("added, go out only now", tested.added(), "", lines);
    return lines;
  }

  private static String share(int of) {
    return of == 0 ? "" : " of " + Table.number(of);
  }

  private static void section(
      String title, Map<String, Long> counts, String after, List<String> lines) {
    if (!counts.isEmpty()) {
      lines.add(title + ":");
      Table table = new Table();
      counts.forEach((name, count) -> table.row(name, Table.number(count) + after));
      lines.addAll(table.lines("    "));
    }
  }

  private static List<String> days(Map<LocalDate, Long> byDay) {
    List<String> lines = new ArrayList<>();
    if (byDay.isEmpty()) {
      return lines;
    }
    long most = Collections.max(byDay.values());
    if (byDay.size() > DAYS) {
      long sum = byDay.values().stream().mapToLong(Long::longValue).sum();
      lines.add(
          "  on "
              + byDay.size()
              + " days, "
              + Table.number(sum / byDay.size())
              + " a day, at most "
              + Table.number(most));
      return lines;
    }
    Table table = new Table();
    byDay.forEach(
        (day, count) ->
            table.row(
                day + "  " + "#".repeat((int) Math.max(1, BAR * count / most)),
                Table.number(count)));
    lines.addAll(table.lines("    "));
    return lines;
  }

  private static void goals(GoalCounts counts, List<String> lines) {
    if (!counts.isEmpty()) {
      lines.add("  goal reached, as it was (nobody had got the offer):");
      Table table = new Table();
      counts.rows("", true, table);
      lines.addAll(table.lines("    "));
    }
  }

  Map<String, Object> json() {
    Map<String, Object> campaigns = new TreeMap<>();
    tested
        .campaigns()
        .forEach(
            (id, own) -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("offers", own.triggers);
              json.put("users", (long) own.users.size());
              Map<String, Long> days = new TreeMap<>();
              own.byDay.forEach((day, count) -> days.put(day.toString(), count));
              own.cost.ifPresent(
                  cost -> json.put("cost", CampaignBudget.amount(cost).doubleValue()));
              json.put("by_day", days);
              json.put("withheld", own.withheld);
              json.put("outranks", own.outranks);
              json.put("overlap", tested.overlap(own));
              json.put("goals", own.goals.json());
              campaigns.put(id, json);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("users", users);
    json.put("campaigns", campaigns);
    json.put("displaced", tested.displaced());
    json.put("added", tested.added());
    return json;
  }
}
