package dev.nudge.console.collect;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import java.util.Optional;

/** Where events that come from outside are written, and how many at once. */
public final class EventsTopic {
  private static final int MOST_EVENTS = 10_000;

  private final Optional<String> topic;

  /** The first of those that take Nudge's own form. */
  public EventsTopic(ConsoleSettings settings) {
    topic = settings.topics().canonicalEvents();
  }

  /**
   * Its name.
   *
   * @throws ApiException 503 if there is none
   */
  public String require() {
    return topic.orElseThrow(
        () ->
            ApiException.unavailable(
                "there is no topic for these events: all of 'topics.events' are in forms of"
                    + " their own; name one more there, without a mapping"));
  }

  /**
   * Takes 10,000 at once.
   *
   * @throws ApiException 413 if these are more
   */
  public static void requireFew(int events) {
    if (events > MOST_EVENTS) {
      throw ApiException.tooLarge(
          "these are " + events + " events: send at most " + MOST_EVENTS + " at once");
    }
  }
}
