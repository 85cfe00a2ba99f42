package dev.nudge.customer.ingest;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL's plan of a transform gives away. */
final class Plans {
  private static final JsonMapper JSON = new JsonMapper();

  /** Steps whose outcome depends on all rows below them. */
  private static final Set<String> OVER_ALL =
      Set.of("Aggregate", "WindowAgg", "Limit", "Unique", "SetOp", "Group", "Recursive Union");

  private Plans() {}

  /**
   * The first step that looks at all records of {@code _input} at once: an aggregate above it, a
   * limit, a join of it with itself.
   *
   * @param plan as {@code explain (format json)} gives it
   */
  static Optional<String> overAllRecords(String plan) {
    return search(JSON.readTree(plan).path(0).path("Plan"));
  }

  private static Optional<String> search(JsonNode node) {
    String type = node.path("Node Type").asString("");
    int inputs = inputs(node);
    if (inputs > 0 && OVER_ALL.contains(type)) {
      return Optional.of(type);
    }
    if (inputs > 1) {
      boolean below = false;
      for (JsonNode child : node.path("Plans")) {
        below |= inputs(child) == inputs;
      }
      if (!below) {
        return Optional.of(type + " of _input with itself");
      }
    }
    for (JsonNode child : node.path("Plans")) {
      if (!"InitPlan".equals(child.path("Parent Relationship").asString(""))
          || !"CTE _input".equals(child.path("Subplan Name").asString(""))) {
        Optional<String> found = search(child);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static int inputs(JsonNode node) {
    if ("CTE _input".equals(node.path("Subplan Name").asString(""))) {
      return 0;
    }
    int inputs = "_input".equals(node.path("CTE Name").asString("")) ? 1 : 0;
    for (JsonNode child : node.path("Plans")) {
      inputs += inputs(child);
    }
    return inputs;
  }
}
