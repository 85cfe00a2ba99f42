package dev.nudge.conformance.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part and where it stands.
 *
 * @param part it
 * @param list the parts among which it stands
 * @param index its place among them
 * @param group the group whose parts those are; none at the top
 */
public record PartPosition(Part part, List<Part> list, int index, Optional<PartPosition> group) {

  /** All parts of a pattern, groups before what is in them. */
  public static List<PartPosition> all(Pattern pattern) {
    List<PartPosition> positions = new ArrayList<>();
    collect(pattern.parts(), Optional.empty(), positions);
    return positions;
  }

  private static void collect(
      List<Part> parts, Optional<PartPosition> group, List<PartPosition> into) {
    for (int i = 0; i < parts.size(); i++) {
      PartPosition position = new PartPosition(parts.get(i), parts, i, group);
      into.add(position);
      if (position.part() instanceof Group inner) {
        collect(inner.parts(), Optional.of(position), into);
      }
    }
  }

  /** The part before it in its list. */
  public Optional<PartPosition> before() {
    return index == 0
        ? Optional.empty()
        : Optional.of(new PartPosition(list.get(index - 1), list, index - 1, group));
  }

  /** The part behind it in its list. */
  public Optional<PartPosition> behind() {
    return isLast()
        ? Optional.empty()
        : Optional.of(new PartPosition(list.get(index + 1), list, index + 1, group));
  }

  /** The part behind it, be it behind the group that it ends. */
  public Optional<PartPosition> next() {
    return behind().or(() -> group.flatMap(PartPosition::next));
  }

  /** The part before it that does not merely say what must not happen on the way. */
  public Optional<PartPosition> beforeWhatMustNotFollow() {
    Optional<PartPosition> before = before();
    while (before.isPresent() && before.get().mustNotFollow()) {
      before = before.get().before();
    }
    return before;
  }

  /** What stands behind it in its list. */
  public List<Part> rest() {
    return list.subList(index + 1, list.size());
  }

  /** Whether it begins its list. */
  public boolean isFirst() {
    return index == 0;
  }

  /** Whether it ends its list. */
  public boolean isLast() {
    return index == list.size() - 1;
  }

  /** Whether it must not happen. */
  public boolean isAbsent() {
    return part instanceof Step step && step.absent();
  }

  /** Whether it must not happen as the very next thing. */
  public boolean mustNotBeNext() {
    return isAbsent() && part.contiguity() == Contiguity.NEXT;
  }

  /** Whether it must not happen before what stands behind it. */
  public boolean mustNotFollow() {
    return isAbsent() && part.contiguity() != Contiguity.NEXT;
  }

  /** Whether a run that has had it waits in one place only: for what stands behind it. */
  public boolean leavesNoChoice() {
    if (mustNotBeNext() || part.repeat().optional() || part.repeat().min() < part.repeat().max()) {
      return false;
    }
    if (part instanceof Group inner) {
      return last(inner).leavesNoChoice();
    }
    return true;
  }

  /** The last part of the group that this is. */
  public PartPosition last(Group inner) {
    int last = inner.parts().size() - 1;
    return new PartPosition(inner.parts().get(last), inner.parts(), last, Optional.of(this));
  }
}
