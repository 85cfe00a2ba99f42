package dev.nudge.conformance.verdict;

import java.util.List;

/**
 * Something that one engine did and the other did not.
 *
 * @param what of the results
 * @param onlyFlink what only Flink has, in words
 * @param onlyNudge what only Nudge has, in words
 */
public record Difference(What what, List<String> onlyFlink, List<String> onlyNudge) {
  /** Of the results. */
  public enum What {
    /** Nudge refuses the document. */
    REFUSED,
    /** The matches under {@code no_skip}. */
    ALL_MATCHES,
    /** The matches under the pattern's own skip strategy. */
    OWN_MATCHES,
    /** The same, where Flink holds matches back or refuses the strategy. */
    OWN_MATCHES_BY_THE_RULE
  }
}
