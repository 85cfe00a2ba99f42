package dev.nudge.importer.draft;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from the root of a document to a value: a JSON pointer (RFC 6901).
 *
 * @param steps keys, and the numbers of list elements from 0
 */
public record Pointer(List<String> steps) {

  /** To what stands at a place: the innermost key or value that begins there or before. */
  public static Pointer to(Node root, Position at) {
    List<String> steps = new ArrayList<>();
    Optional<Inside> inside = inside(root, at);
    while (inside.isPresent()) {
      steps.add(inside.get().step());
      inside = inside(inside.get().node(), at);
    }
    return new Pointer(List.copyOf(steps));
  }

  private record Inside(String step, Node node) {}

  private static Optional<Inside> inside(Node node, Position at) {
    Optional<Inside> last = Optional.empty();
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (isNotAfter(entry.key().position(), at)) {
          last = Optional.of(new Inside(entry.key().value(), entry.value()));
        }
      }
    } else if (node instanceof Node.Listing listing) {
      for (int i = 0; i < listing.elements().size(); i++) {
        if (isNotAfter(listing.elements().get(i).position(), at)) {
          last = Optional.of(new Inside(Integer.toString(i), listing.elements().get(i)));
        }
      }
    }
    // A mapping that is spoken of as a whole is meant itself, not its first key.
    return node.position().equals(at) ? Optional.empty() : last;
  }

  private static boolean isNotAfter(Position start, Position at) {
    return start.line() < at.line() || (start.line() == at.line() && start.column() <= at.column());
  }

  /** {@code /nodes/0/condition}; empty for the root. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }
}
