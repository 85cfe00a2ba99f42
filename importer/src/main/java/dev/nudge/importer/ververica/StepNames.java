package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.draft.StepName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the nodes of a rule are called as steps. */
final class StepNames {
  private final Map<String, String> ours = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Gives a node a name that no other step has. */
  String claim(Fields node) {
    Text theirs = node.text("name").orElseThrow();
    String name = StepName.from(theirs.value());
    while (!taken.add(name)) {
      name += "_";
    }
    if (ours.putIfAbsent(theirs.value(), name) != null) {
      node.error(theirs.position(), "two nodes are called '" + theirs + "'; rename one");
    } else if (!name.equals(theirs.value())) {
      node.warning(theirs.position(), "the node '" + theirs + "' becomes the step '" + name + "'");
    }
    return name;
  }

  /** The step that a node became. */
  Optional<String> of(String theirs) {
    return Optional.ofNullable(ours.get(theirs));
  }
}
