package dev.nudge.console.customer;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.customer.query.Lookup;
import dev.nudge.customer.segment.Reach;
import dev.nudge.customer.segment.Segments;
import dev.nudge.customer.store.Store;
import dev.nudge.stream.KafkaClients;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who customers are and which segments they are in.
 *
 * @param segments kept up to date until closed
 * @param untold what of segments cannot be written to Kafka, and why
 */
record Audiences(Segments segments, Reach reach, Lookup lookup, List<String> untold) {
  static Audiences start(
      Store store,
      Optional<Path> folder,
      ZoneId zone,
      KafkaClients clients,
      ConsoleSettings.Topics topics) {
    Optional<String> profiles =
        Optional.of(topics.profiles())
            .filter(ConsoleSettings.Source::isCanonical)
            .map(ConsoleSettings.Source::topic);
    List<String> untold = new ArrayList<>();
    if (topics.canonicalEvents().isEmpty()) {
      untold.add(
          "entering and leaving are no events: all of 'topics.events' are in forms of their own; name"
              + " one more there, without a mapping");
    }
    if (profiles.isEmpty()) {
      untold.add(
          "profiles do not list segments: 'topics.profiles' is in a form of its own; campaigns know"
              + " them by events alone");
    }
    return new Audiences(
        Segments.start(store, folder, zone, clients, topics.canonicalEvents(), profiles),
        new Reach(store, zone),
        new Lookup(store),
        List.copyOf(untold));
  }
}
