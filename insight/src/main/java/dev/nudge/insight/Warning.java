package dev.nudge.insight;

/**
 * What a reader of an {@link Effect} must know.
 *
 * @param kind for programs
 * @param reason the same with its numbers, in English
 */
public record Warning(Kind kind, String reason) {
  /** What is the matter. */
  public enum Kind {
    /** An arm has too few people: nothing is estimated. */
    TOO_FEW_PEOPLE,
    /** Too few people reached the goal, or too few did not: some of it is not estimated. */
    TOO_FEW_REACHED,
    /** People did not fall into arms in the declared shares: what is estimated may be wrong. */
    SAMPLE_RATIO,
    /** Some values were capped: the effect is that on capped values. */
    CAPPED
  }
}
