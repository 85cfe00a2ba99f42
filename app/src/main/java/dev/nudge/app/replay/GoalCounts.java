package dev.nudge.app.replay;

import dev.nudge.app.terminal.Table;
import dev.nudge.engine.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many offers of a campaign reached their goal, by arm; those whose time for it is over. */
public final class GoalCounts {
  private final Map<String, Arm> arms = new TreeMap<>();

  private static final class Arm {
    private long offers;
    private long reached;
    private double value;

    private String text(boolean worthAlways) {
      return String.format(
              Locale.ROOT, "%,d of %,d (%.1f%%)", reached, offers, 100.0 * reached / offers)
          + (value == 0 && !worthAlways ? "" : String.format(Locale.ROOT, ", worth %,.2f", value));
    }
  }

  /** Takes what came of an offer. */
  public void take(Outcome outcome) {
    if (outcome.last()) {
      Arm arm = arms.computeIfAbsent(outcome.arm(), name -> new Arm());
      arm.offers++;
      arm.reached += outcome.goals() > 0 ? 1 : 0;
      arm.value += outcome.value();
    }
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return arms.isEmpty();
  }

  /**
   * For people: a row an arm, whose name stands behind a prefix.
   *
   * @param worthAlways whether to say so, too, that they are worth nothing
   */
  public void rows(String prefix, boolean worthAlways, Table table) {
    arms.forEach((name, arm) -> table.row(prefix + name, arm.text(worthAlways)));
  }

  /** For machines. */
  public Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    arms.forEach(
        (name, arm) -> {
          Map<String, Object> told = new LinkedHashMap<>();
          told.put("offers", arm.offers);
          told.put("reached", arm.reached);
          told.put("value", arm.value);
          json.put(name, told);
        });
    return json;
  }
}
