package dev.nudge.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * For how long each user's events are kept, so that a measure of a campaign that is published later
 * begins with what was before it.
 *
 * @param length zero for not at all
 * @param whereAsked only while some campaign looks back before its own publication
 */
public record Retention(Duration length, boolean whereAsked) implements Serializable {
  /** No events. */
  public static final Retention NONE = new Retention(Duration.ZERO, false);

  /** A week of events, while some campaign looks back. */
  public static final Retention AUTO = new Retention(Duration.ofDays(7), true);

  /** Always as long. */
  public static Retention of(Duration length) {
    return new Retention(length, false);
  }
}
