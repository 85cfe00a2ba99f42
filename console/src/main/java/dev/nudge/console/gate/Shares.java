package dev.nudge.console.gate;

import java.util.HashMap;
import java.util.Map;

/** How many of something each may have, and all together. Constant time; forgets who has none. */
public final class Shares {
  private final int all;
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();
  private int sum;

  /**
   * None is taken.
   *
   * @param all of everybody together
   * @param each of anybody
   */
  public Shares(int all, int each) {
    this.all = all;
    this.each = each;
  }

  /** What came of asking for one. */
  public enum Answer {
    /** It is taken, and to be given back. */
    TAKEN,
    /** Who asks has all that one may have. */
    OWN_LIMIT,
    /** Everybody together has all that there are. */
    ALL_GONE
  }

  /** Takes one, if there is one. */
  public synchronized Answer take(String who) {
    int has = taken.getOrDefault(who, 0);
    if (has >= each) {
      return Answer.OWN_LIMIT;
    }
    if (sum >= all) {
      return Answer.ALL_GONE;
    }
    taken.put(who, has + 1);
    sum++;
    return Answer.TAKEN;
  }

  /** Gives one back that was taken. */
  public synchronized void give(String who) {
    Integer has = taken.get(who);
    if (has == null) {
      throw new IllegalStateException("'" + who + "' has none");
    }
    sum--;
    if (has == 1) {
      taken.remove(who);
    } else {
      taken.put(who, has - 1);
    }
  }

  /** How many are taken. */
  public synchronized int sum() {
    return sum;
  }
}
