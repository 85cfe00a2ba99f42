package dev.nudge.engine.firing;

/**
 * People who get nothing, so that the effect can be measured: always the same ones.
 *
 * @param salt whose holdout it is: two of different salts hold out people independently
 * @param share of all people, from 0 to 1
 */
public record Holdout(String salt, double share) {
  /** Whether a person is held out. */
  public boolean holds(String user) {
    return Share.of("holdout\n" + salt, user) < share;
  }
}
