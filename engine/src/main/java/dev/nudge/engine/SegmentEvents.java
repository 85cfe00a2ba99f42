package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import java.util.List;
import java.util.Map;

/**
 * The events that say that a user entered or left a segment. Each lists the segments that the user
 * is in now, and the profile has that list before any condition is asked: profile updates come by
 * another topic, and may come later.
 */
public final class SegmentEvents {
  /** The type of entering one. */
  public static final String ENTERED = "segment.entered";

  /** The type of leaving one. */
  public static final String LEFT = "segment.left";

  private SegmentEvents() {}

  /** Whether events of this type are of these. */
  public static boolean is(String type) {
    return type.equals(ENTERED) || type.equals(LEFT);
  }

  /** The profile with the segments that an event lists; as it was where that lists none. */
  static Profile learn(Event event, Profile profile) {
    return event.properties().get(Profile.SEGMENTS) instanceof List<?> segments
        ? profile.merge(Properties.of(Map.of(Profile.SEGMENTS, segments)))
        : profile;
  }
}
