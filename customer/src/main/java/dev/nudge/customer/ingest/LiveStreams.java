package dev.nudge.customer.ingest;

import dev.nudge.engine.mapping.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The topics of the live system, and in what form their values are.
 *
 * @param triggers all that triggers go to
 * @param transitions where moves of runs go, if there is such a topic
 */
public record LiveStreams(
    List<Topic> events,
    Topic profiles,
    Topic catalog,
    List<String> triggers,
    Optional<String> transitions) {
  public LiveStreams {
    events = List.copyOf(events);
    triggers = List.copyOf(triggers);
  }

  /** Without moves of runs. */
  public LiveStreams(List<Topic> events, Topic profiles, Topic catalog, List<String> triggers) {
    this(events, profiles, catalog, triggers, Optional.empty());
  }

  /** A topic and how its values are read. */
  public record Topic(String name, Mapping mapping) {}
}
