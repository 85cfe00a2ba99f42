package dev.nudge.conformance.flink;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
import java.util.Optional;
import java.util.Set;

/**
 * What Flink made of a case.
 *
 * @param matches each once, in the order they came
 * @param timedOut each once
 * @param heldBack whether a match had to wait for a run that had begun before it
 * @param trouble why there is no result, where there is none
 */
public record FlinkResult(
    Set<Match> matches, Set<Partial> timedOut, boolean heldBack, Optional<Trouble> trouble) {

  /**
   * Why Flink gave nothing.
   *
   * @param kind of trouble
   * @param words in Flink's words
   */
  public record Trouble(Kind kind, String words) {
    /** Of trouble. */
    public enum Kind {
      /** It does not compile the pattern. */
      REFUSED,
      /** It would never end. */
      ENDLESS,
      /** It has more runs than can be compared. */
      TOO_MANY_RUNS,
      /** It throws. */
      THROWN
    }
  }

  static FlinkResult of(Trouble.Kind kind, String words) {
    return new FlinkResult(Set.of(), Set.of(), false, Optional.of(new Trouble(kind, words)));
  }
}
