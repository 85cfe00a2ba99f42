package dev.nudge.engine.pattern;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of parts, and how a run came into it: the pattern's own, or those of a group in one of its
 * repetitions. Two are equal if they are of the same group and all groups around it have happened
 * as often.
 */
final class NestedParts {
  private final List<CompiledPattern.Part> parts;
  private final @Nullable Group group;

  /**
   * The group that a list is in.
   *
   * @param of the group
   * @param outer where it stands
   * @param index its number there
   * @param done how often it has happened already
   */
  record Group(CompiledPattern.Group of, NestedParts outer, int index, int done) {}

  private NestedParts(List<CompiledPattern.Part> parts, @Nullable Group group) {
    this.parts = parts;
    this.group = group;
  }

  static NestedParts ofPattern(List<CompiledPattern.Part> parts) {
    return new NestedParts(parts, null);
  }

  NestedParts into(CompiledPattern.Group inner, int index, int done) {
    return new NestedParts(inner.parts(), new Group(inner, this, index, done));
  }

  int size() {
    return parts.size();
  }

  CompiledPattern.Part part(int index) {
    return parts.get(index);
  }

  /** The group it is in; null for the pattern's own list. */
  @Nullable Group group() {
    return group;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // comparing what is in the lists would be the same, slower
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof NestedParts that) || parts != that.parts) {
      return false;
    }
    return group == null
        ? that.group == null
        : that.group != null
            && group.done == that.group.done
            && group.outer.equals(that.group.outer);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(parts)
        + (group == null ? 0 : 31 * (group.done + 31 * Objects.hashCode(group.outer)));
  }
}
