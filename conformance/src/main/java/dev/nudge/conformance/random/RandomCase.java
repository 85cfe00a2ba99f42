package dev.nudge.conformance.random;

import dev.nudge.conformance.pattern.Pattern;
import dev.nudge.conformance.pattern.PatternCase;

/** A case of a seed. */
public final class RandomCase {
  private RandomCase() {}

  /** The case with this number of this seed; always the same. */
  public static PatternCase of(long seed, int number) {
    Dice dice = new Dice(seed * 1_000_003L + number);
    Pattern pattern = new RandomPattern(dice).make();
    return new PatternCase(pattern, new RandomEvents(dice, pattern).make());
  }
}
