package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.PatternCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a case smaller for as long as it stays interesting: takes away one thing after the other,
 * and keeps what can be done without.
 */
public final class Shrinking {
  private Shrinking() {}

  /**
   * The smallest case that is still interesting and can be reached by taking away.
   *
   * @param interesting holds for {@code wanted}; asked some hundreds of times
   */
  public static PatternCase of(PatternCase wanted, Predicate<PatternCase> interesting) {
    PatternCase smallest = wanted;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (PatternCase candidate : candidates(smallest)) {
        if (!candidate.equals(smallest)
            && SmallerPattern.isSound(candidate.pattern())
            && interesting.test(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<PatternCase> candidates(PatternCase of) {
    List<PatternCase> candidates = new ArrayList<>();
    SmallerPattern.of(of.pattern())
        .forEach(pattern -> candidates.add(new PatternCase(pattern, of.events())));
    SmallerEvents.of(of.events())
        .forEach(events -> candidates.add(new PatternCase(of.pattern(), events)));
    return candidates;
  }
}
