package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Position;
import java.util.Optional;

/**
 * A node on the path of a graph.
 *
 * @param node what must, or must not, happen
 * @param edge the way to it; none to the first
 */
record Link(Fields node, Optional<Edge> edge) {

  /** From one node to the next: {@code STRICT}, {@code NOT_FOLLOW} and so on. */
  record Edge(Position at, String source, String target, String type) {
    boolean isAbsence() {
      return type.startsWith("NOT_");
    }
  }

  boolean isAbsent() {
    return edge.isPresent() && edge.get().isAbsence();
  }

  boolean isGroup() {
    return node.has("nodes");
  }
}
