package dev.nudge.engine.firing;

import dev.nudge.engine.state.Fingerprint;

/** Where a person stands between 0 and 1 for a purpose: always the same, and by chance. */
final class Share {
  private static final int BITS = 53;

  private Share() {}

  /**
   * At least 0, and below 1; for two purposes independent.
   *
   * @param purpose and whose
   */
  static double of(String purpose, String user) {
    long bits = Fingerprint.of(purpose + '\n' + user) >>> (Long.SIZE - BITS);
    return (double) bits / (1L << BITS);
  }
}
