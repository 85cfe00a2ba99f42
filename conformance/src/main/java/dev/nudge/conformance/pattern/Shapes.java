package dev.nudge.conformance.pattern;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which steps of a pattern take events, and which of them may take several. */
public final class Shapes {
  private final Set<String> present = new LinkedHashSet<>();
  private final Set<String> lists = new HashSet<>();

  /** Looks through these parts. */
  public Shapes(List<Part> parts) {
    collect(parts, false);
  }

  private void collect(List<Part> parts, boolean repeated) {
    for (Part part : parts) {
      boolean several = repeated || part.repeat().isLoop();
      if (part instanceof Group group) {
        collect(group.parts(), several);
      } else if (part instanceof Step step && !step.absent()) {
        present.add(step.name());
        if (several) {
          lists.add(step.name());
        }
      }
    }
  }

  /** The steps that take events, in order. */
  public Set<String> present() {
    return present;
  }

  /** Whether expressions see the step as a list. */
  public boolean isList(String step) {
    return lists.contains(step);
  }
}
