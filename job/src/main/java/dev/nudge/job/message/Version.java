package dev.nudge.job.message;

import java.util.Locale;

/**
 * A version of a campaign.
 *
 * @param campaign its id
 * @param number from 1
 * @param state what the version does from its publish time on
 * @param publishedAt in milliseconds since 1970-01-01T00:00Z
 * @param text the document, checked
 * @param name for people; may be empty
 * @param life with which version the campaign began, or began anew after its end
 * @param writtenAt when the document was written, in milliseconds since 1970-01-01T00:00Z
 */
public record Version(
    String campaign,
    int number,
    State state,
    long publishedAt,
    String text,
    String name,
    int life,
    long writtenAt) {

  /** The same of another life, written at another time. */
  Version in(int otherLife, long otherTime) {
    return new Version(campaign, number, state, publishedAt, text, name, otherLife, otherTime);
  }

  /** What a version does. */
  public enum State {
    /** It fires. */
    ACTIVE,
    /** Its runs go on, in silence: nothing fires. */
    PAUSED,
    /** Nothing goes on; what is published after it begins anew. */
    ENDED;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
