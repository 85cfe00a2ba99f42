package dev.nudge.conformance.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern.
 *
 * @param parts at least one, of which one must happen
 * @param within from the first event to the last, less than this
 * @param skip what a match consumes
 * @param correlated whether {@code correlate_by: event.k}
 * @param among whether {@code among: event.type != 'd'}
 * @param distinct whether {@code distinct: event.v}
 */
public record Pattern(
    List<Part> parts,
    Optional<Duration> within,
    Skip skip,
    boolean correlated,
    boolean among,
    boolean distinct) {

  /** These parts and nothing else said. */
  public static Pattern of(Part... parts) {
    return new Pattern(List.of(parts), Optional.empty(), Skip.NO_SKIP, false, false, false);
  }

  /** All steps, in order, also those in groups. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    collect(parts, steps);
    return steps;
  }

  private static void collect(List<Part> parts, List<Step> into) {
    for (Part part : parts) {
      if (part instanceof Group group) {
        collect(group.parts(), into);
      } else if (part instanceof Step step) {
        into.add(step);
      }
    }
  }

  /** The same of other parts. */
  public Pattern withParts(List<Part> other) {
    return new Pattern(other, within, skip, correlated, among, distinct);
  }

  /** The same in another time. */
  public Pattern withWithin(Optional<Duration> other) {
    return new Pattern(parts, other, skip, correlated, among, distinct);
  }

  /** The same, consuming something else. */
  public Pattern withSkip(Skip other) {
    return new Pattern(parts, within, other, correlated, among, distinct);
  }

  /** The same with other filters. */
  public Pattern withFilters(boolean newCorrelated, boolean newAmong, boolean newDistinct) {
    return new Pattern(parts, within, skip, newCorrelated, newAmong, newDistinct);
  }
}
