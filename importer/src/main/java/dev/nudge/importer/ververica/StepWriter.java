package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.importer.aviator.Expr;
import dev.nudge.importer.aviator.Filter;
import dev.nudge.importer.aviator.Translation;
import dev.nudge.importer.aviator.Untranslatable;
import dev.nudge.importer.draft.DraftKeys;
import dev.nudge.importer.draft.DraftValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the nodes of a rule as steps, keys in the order of the language. */
final class StepWriter {
  private final StepNames names;
  private final Translation translation;
  private final ConditionReader conditions;
  private final List<Problem> problems;

  /** A length of time for the last step, from the step before it. */
  record LastWithin(Duration length, Position at) {}

  StepWriter(StepNames names, Translation translation, List<Problem> problems) {
    this.names = names;
    this.translation = translation;
    this.conditions = new ConditionReader(problems);
    this.problems = problems;
  }

  /** The steps of a path. */
  DraftValue steps(Fields graph, List<Link> path, Optional<LastWithin> lastWithin) {
    List<DraftValue> steps = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      leftOut(path.get(i).node());
      Optional<LastWithin> within = i == path.size() - 1 ? lastWithin : Optional.empty();
      steps.add(path.get(i).isGroup() ? group(path.get(i)) : step(path.get(i), within));
    }
    return new DraftValue.Listing(graph.position("nodes"), steps);
  }

  private static void leftOut(Fields node) {
    SkipStrategy.ofNode(node);
    if (node.has("attributes")) {
      node.warning(
          node.keyPosition("attributes"),
          "'attributes' say nothing of what is matched, and are left out");
    }
  }

  private DraftValue step(Link link, Optional<LastWithin> lastWithin) {
    Fields node = link.node();
    Quantifier quantifier = Quantifier.read(node);
    DraftKeys step = new DraftKeys(node.position());
    step.put("name", node.position("name"), names.claim(node));
    conditions.read(node, "condition").ifPresent(read -> condition(read, node, step));
    contiguity(link, step);
    if (link.isAbsent()) {
      if (!quantifier.isPlain()) {
        node.error(
            node.position("quantifier"),
            "a node that must not happen cannot happen more than once");
      }
      step.flag("absent", position(link));
    } else {
      repeat(quantifier, step);
      if (quantifier.has("GREEDY")) {
        step.flag("greedy", node.position("quantifier"));
      }
      until(quantifier, step);
    }
    within(quantifier, lastWithin, step);
    return step.build();
  }

  private void condition(Expr condition, Fields node, DraftKeys step) {
    Position at = node.position("condition");
    try {
      Filter filter = translation.filter(condition);
      List<DraftValue> events =
          filter.events().stream().map(event -> DraftValue.text(at, event)).toList();
      if (!events.isEmpty()) {
        step.put("event", events.size() == 1 ? events.get(0) : new DraftValue.Listing(at, events));
      }
      filter.where().ifPresent(where -> step.put("where", at, where));
    } catch (Untranslatable e) {
      problems.add(e.problem());
    }
  }

  private DraftValue group(Link link) {
    Fields node = link.node();
    Quantifier quantifier = Quantifier.read(node);
    DraftKeys group = new DraftKeys(node.position());
    List<Link> path = GraphPath.of(node);
    DraftValue inside = steps(node, path, Optional.empty());
    // What Flink writes calls a group after its last node, so that name says nothing.
    if (names.of(node.text("name").orElseThrow().value()).isEmpty()) {
      group.put("name", node.position("name"), names.claim(node));
    }
    if (link.isAbsent()) {
      node.error(position(link), "a group of nodes can only happen, not be absent");
    }
    if (quantifier.has("GREEDY")) {
      node.error(node.position("quantifier"), "a group of nodes cannot be greedy");
    }
    if (node.has("condition")) {
      node.error(
          node.position("condition"), "a group has no condition; put it on the nodes inside");
    }
    contiguity(link, group);
    repeat(quantifier, group);
    quantifier
        .within()
        .ifPresent(
            within ->
                node.error(
                    node.position("quantifier"),
                    "'windowTime' of a group has no counterpart; put it on a node inside"));
    until(quantifier, group);
    if (!path.isEmpty()
        && !quantifier.isPlain()
        && quantifier.saysAs(Quantifier.read(path.get(path.size() - 1).node()))) {
      node.warning(
          node.position("quantifier"),
          "this repeats the quantifier of the last node inside, as rules do that Flink wrote;"
              + " check that the group itself is meant");
    }
    return group.put("steps", inside).build();
  }

  private static Position position(Link link) {
    return link.edge().map(Link.Edge::at).orElseGet(() -> link.node().position());
  }

  private static void contiguity(Link link, DraftKeys step) {
    String word =
        switch (link.edge().map(Link.Edge::type).orElse("")) {
          case "STRICT", "NOT_NEXT" -> "next";
          case "SKIP_TILL_ANY" -> "followed_by_any";
          default -> "";
        };
    if (!word.isEmpty()) {
      step.put("contiguity", position(link), word);
    }
  }

  private static void repeat(Quantifier quantifier, DraftKeys step) {
    Position at = quantifier.fields().map(Fields::position).orElse(new Position("", 1, 1));
    if (!quantifier.isOnce()) {
      step.put("times", times(quantifier, at));
      if (!quantifier.isRelaxed()) {
        step.put("loop", at, quantifier.inner().equals("STRICT") ? "consecutive" : "combinations");
      }
    }
    if (quantifier.has("OPTIONAL")) {
      step.flag("optional", at);
    }
  }

  private static DraftValue times(Quantifier quantifier, Position at) {
    if (quantifier.min() == quantifier.max()) {
      return DraftValue.number(at, quantifier.min());
    }
    Map<String, DraftValue> range = new LinkedHashMap<>();
    range.put("min", DraftValue.number(at, quantifier.min()));
    if (quantifier.max() != Quantifier.UNBOUNDED) {
      range.put("max", DraftValue.number(at, quantifier.max()));
    }
    return new DraftValue.Mapping(at, range);
  }

  private void until(Quantifier quantifier, DraftKeys step) {
    Optional<Fields> fields = quantifier.fields().filter(read -> read.has("untilCondition"));
    if (fields.isEmpty()) {
      return;
    }
    Position at = fields.get().position("untilCondition");
    if (!quantifier.has("LOOPING")) {
      fields.get().error(at, "'untilCondition' ends a loop; it needs the property 'LOOPING'");
    }
    Optional<Expr> condition = conditions.read(fields.get(), "untilCondition");
    if (condition.isPresent()) {
      try {
        step.put("until", at, translation.cel(condition.get()));
      } catch (Untranslatable e) {
        problems.add(e.problem());
      }
    }
  }

  private static void within(
      Quantifier quantifier, Optional<LastWithin> lastWithin, DraftKeys step) {
    quantifier
        .within()
        .ifPresentOrElse(
            within ->
                step.put(
                    "within",
                    quantifier.fields().orElseThrow().position("times"),
                    Notation.write(within)),
            () ->
                lastWithin.ifPresent(
                    within -> step.put("within", within.at(), Notation.write(within.length()))));
  }
}
