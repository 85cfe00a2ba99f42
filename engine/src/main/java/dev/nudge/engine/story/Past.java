package dev.nudge.engine.story;

import dev.nudge.engine.event.Event;
import java.util.List;

/**
 * What happened to a user before a story. It decides what campaigns make of what comes, and is not
 * told.
 *
 * @param events of the types that concern the campaigns, in the order in which they came
 * @param since from which time on that is all of them, in milliseconds; {@link Long#MIN_VALUE}: it
 *     is all there ever was, or all that the campaigns ask for
 */
public record Past(List<Event> events, long since) {
  /** The story begins with the first that ever happened. */
  public static final Past NONE = new Past(List.of(), Long.MIN_VALUE);
}
