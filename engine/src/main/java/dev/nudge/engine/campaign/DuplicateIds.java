package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds campaigns of one id, over all files that are loaded together. */
public final class DuplicateIds {
  private DuplicateIds() {}

  /**
   * An error for each campaign whose id an earlier one has, at its own place: {@code duplicate id
   * 'x', first at a.yaml:1:5}. Linear.
   */
  public static List<Problem> among(List<Campaign> campaigns) {
    Map<String, Position> firsts = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      String id = campaign.id().value();
      // A campaign without an id has its own error.
      Position first = id.isEmpty() ? null : firsts.putIfAbsent(id, campaign.position());
      if (first != null) {
        problems.add(
            Problem.error(campaign.position(), "duplicate id '" + id + "', first at " + first));
      }
    }
    return problems;
  }
}
