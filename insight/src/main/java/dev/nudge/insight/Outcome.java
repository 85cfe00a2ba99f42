package dev.nudge.insight;

/**
 * What became of one person of an experiment.
 *
 * @param reached whether the person reached the goal in time
 * @param value what that was worth, in the unit of the goal's {@code value}; 0 for nothing
 * @param before what was known of the person before the trigger and may foretell the outcome (spend
 *     of the month before, say), in any unit but the same for all; 0 where nothing was known
 */
public record Outcome(boolean reached, double value, double before) {
  /**
   * @throws IllegalArgumentException if a number is not finite
   */
  public Outcome {
    if (!Double.isFinite(value) || !Double.isFinite(before)) {
      throw new IllegalArgumentException(
          "an outcome's numbers must be finite, not value " + value + " and before " + before);
    }
  }

  /** An outcome without anything known before. */
  public static Outcome of(boolean reached, double value) {
    return new Outcome(reached, value, 0);
  }
}
