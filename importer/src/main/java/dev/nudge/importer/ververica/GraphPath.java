package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.draft.JsonKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings the nodes of a graph, which may stand in any order, into that of its edges. */
final class GraphPath {
  private static final List<String> TYPES =
      List.of("STRICT", "SKIP_TILL_NEXT", "SKIP_TILL_ANY", "NOT_NEXT", "NOT_FOLLOW");

  private final Fields graph;
  private final Map<String, Fields> nodes = new LinkedHashMap<>();
  private final Map<String, Link.Edge> bySource = new LinkedHashMap<>();
  private boolean sound = true;

  private GraphPath(Fields graph) {
    this.graph = graph;
  }

  /** The path, or nothing after reporting why there is none. */
  static List<Link> of(Fields graph) {
    GraphPath path = new GraphPath(graph);
    path.readNodes();
    path.readEdges();
    return path.sound ? path.walk() : List.of();
  }

  private void readNodes() {
    graph.require("nodes", "at least one");
    List<Node> listed = graph.list("nodes", "nodes");
    if (listed.isEmpty()) {
      sound = false;
      if (graph.has("nodes")) {
        graph.error(graph.position("nodes"), "'nodes': expected at least one node");
      }
    }
    for (Node node : listed) {
      Optional<Fields> fields = JsonKeys.open(graph, node, RuleKeys.NODE);
      fields.ifPresent(open -> open.require("name", "edges go by it"));
      Optional<Text> name = fields.flatMap(open -> open.text("name"));
      if (fields.isEmpty() || name.isEmpty()) {
        sound = false;
      } else if (nodes.putIfAbsent(name.get().value(), fields.get()) != null) {
        error(name.get(), "two nodes are called '" + name.get() + "'; give each its own name");
      }
    }
  }

  private void readEdges() {
    Set<String> targets = new LinkedHashSet<>();
    for (Node node : graph.list("edges", "edges")) {
      Optional<Fields> fields = JsonKeys.open(graph, node, RuleKeys.EDGE);
      if (fields.isEmpty()) {
        sound = false;
        continue;
      }
      Fields edge = fields.get();
      List.of("source", "target", "type").forEach(key -> edge.require(key, ""));
      Optional<Text> source = end(edge, "source");
      Optional<Text> target = end(edge, "target");
      Optional<String> type = JsonKeys.word(edge, "type", TYPES, Words.MEANT);
      if (source.isEmpty() || target.isEmpty() || type.isEmpty()) {
        sound = false;
        continue;
      }
      String from = source.get().value();
      String to = target.get().value();
      Link.Edge read = new Link.Edge(edge.position("type"), from, to, type.get());
      if (bySource.putIfAbsent(from, read) != null) {
        error(source.get(), "two edges leave '" + from + "'; a rule is one path without forks");
      } else if (!targets.add(to)) {
        error(target.get(), "two edges lead to '" + to + "'; a rule is one path without forks");
      }
    }
  }

  private Optional<Text> end(Fields edge, String key) {
    Optional<Text> name = edge.text(key);
    if (name.isPresent() && !nodes.containsKey(name.get().value())) {
      error(name.get(), "there is no node '" + name.get() + "'");
      return Optional.empty();
    }
    return name;
  }

  private List<Link> walk() {
    Set<String> beginnings = new LinkedHashSet<>(nodes.keySet());
    bySource.values().forEach(edge -> beginnings.remove(edge.target()));
    if (beginnings.size() != 1) {
      graph.error(
          graph.position("edges"),
          beginnings.isEmpty()
              ? "the edges go round in a circle; a rule is one path"
              : "the edges leave more than one beginning: "
                  + String.join(", ", beginnings)
                  + "; a rule is one path");
      return List.of();
    }
    List<Link> path = new ArrayList<>();
    Optional<Link.Edge> edge = Optional.empty();
    String name = beginnings.iterator().next();
    while (true) {
      Fields node = nodes.get(name);
      if (node == null) {
        return path;
      }
      path.add(new Link(node, edge));
      Link.Edge onward = bySource.get(name);
      if (onward == null) {
        break;
      }
      edge = Optional.of(onward);
      name = onward.target();
    }
    if (path.size() < nodes.size()) {
      graph.error(
          graph.position("edges"),
          "the edges reach " + path.size() + " of " + nodes.size() + " nodes; a rule is one path");
      return List.of();
    }
    return path;
  }

  private void error(Text at, String text) {
    graph.error(at.position(), text);
    sound = false;
  }
}
