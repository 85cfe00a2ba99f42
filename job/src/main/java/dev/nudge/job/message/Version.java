package dev.nudge.job.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
 * @param foreign where another system wrote it; null for Nudge's own topic
 */
public record Version(
    String campaign,
    int number,
    State state,
    long publishedAt,
    String text,
    String name,
    int life,
    long writtenAt,
    @Nullable Foreign foreign) {

  /** A version of Nudge's own topic. */
  public Version(
      String campaign,
      int number,
      State state,
      long publishedAt,
      String text,
      String name,
      int life,
      long writtenAt) {
    this(campaign, number, state, publishedAt, text, name, life, writtenAt, null);
  }

  /** The same of another life, written at another time and place. */
  Version in(int otherLife, long otherTime, @Nullable Foreign other) {
    return new Version(
        campaign, number, state, publishedAt, text, name, otherLife, otherTime, other);
  }

  /** The topic of another system that it is of; empty for Nudge's own. */
  public String topic() {
    return foreign == null ? "" : foreign.topic();
  }

  /**
   * A record of another system's topic.
   *
   * @param topic its name
   * @param record its place there
   */
  public record Foreign(String topic, RecordId record) {}

  /** What a version does. */
  public enum State {
    /** It fires. */
    ACTIVE,
    /** It would fire: what would go out is told as withheld. */
    SHADOW,
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
