package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.aviator.Expr;
import dev.nudge.importer.aviator.Parser;
import dev.nudge.importer.aviator.Untranslatable;
import dev.nudge.importer.draft.JsonKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a condition, and those nested in it, as one expression. */
final class ConditionReader {
  private static final List<String> TYPES = List.of("AVIATOR", "CLASS", "CUSTOM_ARGS", "GROOVY");
  private static final int MOST = 200;
  private static final String CONDITIONS = ".pattern.conditions.";

  private final List<Problem> problems;

  ConditionReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** The condition under a key; nothing where there is none, or after reporting what is wrong. */
  Optional<Expr> read(Fields parent, String key) {
    return JsonKeys.open(parent, key, RuleKeys.CONDITION).flatMap(this::read);
  }

  private Optional<Expr> read(Fields condition) {
    condition.require("type", "one of " + String.join(", ", TYPES));
    Optional<String> type = JsonKeys.word(condition, "type", TYPES, Words.MEANT);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case "AVIATOR" -> aviator(condition);
      case "GROOVY" -> {
        condition.error(
            condition.position("type"),
            "a Groovy condition cannot be converted; write it as {\"type\": \"AVIATOR\","
                + " \"expression\": ...}");
        yield Optional.empty();
      }
      default -> classes(condition);
    };
  }

  private Optional<Expr> aviator(Fields condition) {
    condition.require("expression", "such as 'action == 0'");
    Optional<Text> expression = condition.text("expression");
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Parser.parse(expression.get()));
    } catch (Untranslatable e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  private Optional<Expr> classes(Fields condition) {
    condition.require("className", "");
    Optional<Text> name = condition.text("className");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String simple = name.get().value().replaceFirst("^.*[.$]", "");
    boolean flinks = name.get().value().contains(CONDITIONS) && condition.has("nestedConditions");
    if (flinks && simple.equals("RichAndCondition")) {
      return nested(condition, MOST).map(Expr::all);
    }
    if (flinks && simple.equals("RichOrCondition")) {
      return nested(condition, MOST).map(Expr::any);
    }
    if (flinks && simple.equals("RichNotCondition")) {
      return nested(condition, 1).map(parts -> Expr.not(parts.get(0)));
    }
    condition.error(
        name.get().position(),
        "the condition is the Java class "
            + name.get()
            + ", which cannot be converted; write what it asks as {\"type\": \"AVIATOR\","
            + " \"expression\": ...} in its place, or leave the condition out and write it in CEL"
            + " under 'where' of the step");
    return Optional.empty();
  }

  private Optional<List<Expr>> nested(Fields condition, int most) {
    List<Node> nodes = condition.list("nestedConditions", "conditions");
    if (nodes.isEmpty() || nodes.size() > most) {
      condition.error(
          condition.position("nestedConditions"),
          "'nestedConditions': expected "
              + (most == 1 ? "one condition" : "from 1 to " + most + " conditions")
              + ", got "
              + nodes.size());
      return Optional.empty();
    }
    List<Expr> parts = new ArrayList<>();
    for (Node node : nodes) {
      JsonKeys.open(condition, node, RuleKeys.CONDITION).flatMap(this::read).ifPresent(parts::add);
    }
    return parts.size() == nodes.size() ? Optional.of(parts) : Optional.empty();
  }
}
