package dev.nudge.customer.ingest;

import dev.nudge.engine.mapping.Mapping;
import java.util.List;

/**
 * The topics of the live system, and in what form their values are.
 *
 * @param triggers all that triggers go to
 */
public record LiveStreams(
    List<Topic> events, Topic profiles, Topic catalog, List<String> triggers) {
  public LiveStreams {
    events = List.copyOf(events);
    triggers = List.copyOf(triggers);
  }

  /** A topic and how its values are read. */
  public record Topic(String name, Mapping mapping) {}
}
