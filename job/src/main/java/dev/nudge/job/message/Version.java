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
 */
public record Version(
    String campaign, int number, State state, long publishedAt, String text, String name) {

  /** What a version does. */
  public enum State {
    /** It fires. */
    ACTIVE,
    /** It keeps the one before it from firing. */
    PAUSED,
    /** As paused, and for good. */
    ENDED;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
