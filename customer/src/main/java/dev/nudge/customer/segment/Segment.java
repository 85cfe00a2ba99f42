package dev.nudge.customer.segment;

import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Names;
import java.util.Set;

/**
 * A named audience.
 *
 * @param id its name, as in {@code segment('regulars')}
 * @param description for people; may be empty
 * @param who the condition as it is written
 * @param condition the same, ready to run over {@link Facts#SCOPE}
 */
public record Segment(String id, String description, Text who, Compiled condition) {
  /** Facts that change without anything being written of the customer: the catalogue says them. */
  private static final Set<String> OF_OTHERS = Set.of("favourite_categories");

  /** What its members depend on: two with the same have the same. */
  String fingerprint() {
    return condition.canonical();
  }

  /** Whether somebody may enter or leave without anything being written of that customer. */
  boolean drifts() {
    Names names = condition.names();
    return names.now()
        || names.fields().contains(Profile.AGE)
        || names.fields().stream().anyMatch(OF_OTHERS::contains);
  }
}
