package dev.nudge.engine.firing;

import dev.nudge.engine.document.Notation;
import dev.nudge.engine.state.Fingerprint;
import java.time.Duration;

/**
 * So many offers in a sliding window, a person.
 *
 * @param subject what is counted: the offers of a campaign, of a group, or all
 * @param reason why an offer is withheld that would be one too many
 * @param atMost how many
 * @param per in so long, in milliseconds: an offer counts for less than this
 */
public record Cap(long subject, Reason reason, int atMost, long per) {
  /** The offers of all campaigns. */
  public static final long ALL = Fingerprint.of("all");

  /** The offers of one campaign, whatever its version. */
  public static long ofCampaign(String id) {
    return Fingerprint.of("campaign\n" + id);
  }

  /** What would have been the offers of one campaign that runs in the shadow. */
  public static long ofShadow(String id) {
    return Fingerprint.of("shadow\n" + id);
  }

  /** The offers of a group. */
  public static long ofGroup(String name) {
    return Fingerprint.of("group\n" + name);
  }

  /** For people. */
  @Override
  public String toString() {
    return "at most " + atMost + " per " + Notation.write(Duration.ofMillis(per));
  }
}
