package dev.nudge.conformance.pattern;

import java.util.List;

/**
 * Parts that happen one after the other, together so often.
 *
 * @param parts at least one
 * @param contiguity how close its first event is to what came before
 * @param repeat how often
 */
public record Group(List<Part> parts, Contiguity contiguity, Repeat repeat) implements Part {
  /** These parts once. */
  public static Group of(Part... parts) {
    return new Group(List.of(parts), Contiguity.FOLLOWED_BY, Repeat.ONCE);
  }

  @Override
  public Group withContiguity(Contiguity other) {
    return new Group(parts, other, repeat);
  }

  @Override
  public Group withRepeat(Repeat other) {
    return new Group(parts, contiguity, other);
  }

  /** The same of other parts. */
  public Group withParts(List<Part> other) {
    return new Group(other, contiguity, repeat);
  }
}
