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
    /** Nudge threw; in no class of cases may it. */
    CRASHED,
    /** One engine refuses the pattern. */
    REFUSED,
    /** The matches under {@code no_skip}. */
    ALL_MATCHES,
    /** The runs that were not complete in time, under {@code no_skip}. */
    TIMED_OUT,
    /** The matches under the pattern's own skip strategy. */
    OWN_MATCHES,
    /** Nudge's own matches are not what its rule of skipping leaves of all. */
    NOT_BY_THE_RULE
  }
}
