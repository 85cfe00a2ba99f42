package dev.nudge.customer.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets the store tell how it answers a query. */
final class Explanation {
  private static final JsonMapper JSON = new JsonMapper();

  /** What of a step is worth reading beside its rows and its time. */
  private static final Set<String> DETAILS =
      Set.of(
          "Index Cond",
          "Recheck Cond",
          "Filter",
          "Join Filter",
          "Hash Cond",
          "Merge Cond",
          "Sort Key",
          "Group Key",
          "Sort Method",
          "Rows Removed by Filter",
          "Subplan Name");

  private final Run run;

  Explanation(Run run) {
    this.run = run;
  }

  Plan of(ReadyQuery ready, Arguments arguments) throws QueryFailed {
    JsonNode told = JSON.readTree(run.explained(ready, arguments)).get(0);
    return new Plan(
        told.path("Planning Time").asDouble(0),
        told.path("Execution Time").asDouble(0),
        step(told.path("Plan")));
  }

  private static Plan.PlanStep step(JsonNode node) {
    List<String> details = new ArrayList<>();
    node.properties().stream()
        .filter(member -> DETAILS.contains(member.getKey()))
        .forEach(member -> details.add(member.getKey() + ": " + text(member.getValue())));
    List<Plan.PlanStep> steps = new ArrayList<>();
    node.path("Plans").forEach(below -> steps.add(step(below)));
    double times = node.path("Actual Loops").asDouble(0);
    return new Plan.PlanStep(
        node.path("Node Type").asString(""),
        on(node),
        details,
        node.path("Plan Rows").asDouble(0),
        node.path("Actual Rows").asDouble(0),
        times,
        node.path("Actual Total Time").asDouble(0) * times,
        steps);
  }

  private static String on(JsonNode node) {
    for (String key : List.of("Index Name", "Relation Name", "CTE Name", "Function Name")) {
      if (node.has(key)) {
        return node.get(key).asString();
      }
    }
    return "";
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asString("");
    }
    return String.join(", ", value.valueStream().map(one -> one.asString("")).toList());
  }
}
