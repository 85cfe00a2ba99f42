package dev.nudge.importer;

import dev.nudge.engine.document.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be imported. */
public enum Format {
  /** Rules of dynamic Flink CEP. */
  VERVERICA,
  /** Campaigns of a gaming CRM. */
  CRM;

  /** Keys that only this one has. */
  private Set<String> signs() {
    return switch (this) {
      case VERVERICA -> Set.of("nodes", "edges", "afterMatchStrategy", "pattern");
      case CRM -> Set.of("campaign_id", "event_name", "filter");
    };
  }

  /** The one whose keys an object has, if it is only one. */
  static Optional<Format> of(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    Set<String> keys =
        mapping.entries().stream().map(entry -> entry.key().value()).collect(Collectors.toSet());
    List<Format> fitting =
        List.of(values()).stream()
            .filter(format -> format.signs().stream().anyMatch(keys::contains))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }
}
