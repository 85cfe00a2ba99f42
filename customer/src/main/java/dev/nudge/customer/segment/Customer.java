package dev.nudge.customer.segment;

import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A customer as conditions see one.
 *
 * @param profile with the list of segments, where it was asked for
 * @param facts those of {@link Facts} that are known
 * @param unread why the profile is not known, if it cannot be read
 */
record Customer(String id, Profile profile, Properties facts, Optional<String> unread) {
  /** The facts that say when something last happened. */
  static final Set<String> LATEST = Set.of("last_seen", "last_purchase");

  /** The time of the latest event of this customer; the other where there was none. */
  Instant latest(Instant otherwise) {
    return LATEST.stream()
        .map(facts::get)
        .filter(Instant.class::isInstance)
        .map(Instant.class::cast)
        .max(Comparator.naturalOrder())
        .orElse(otherwise);
  }
}
