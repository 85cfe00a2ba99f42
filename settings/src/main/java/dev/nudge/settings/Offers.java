package dev.nudge.settings;

import dev.nudge.engine.TriggerShape;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic that campaigns may have as their own.
 *
 * @param value the shape of its values, JSON; null for triggers as they are
 */
public record Offers(String topic, @Nullable String value) implements Serializable {
  static Offers asTheyAre(String topic) {
    return new Offers(topic, null);
  }

  /**
   * The shape, compiled again where it is needed: it does not travel. Absent for triggers as they
   * are.
   *
   * @throws IllegalStateException if it is not the one that was checked with the settings
   */
  public Optional<TriggerShape> shape() {
    if (value == null) {
      return Optional.empty();
    }
    List<Problem> problems = new ArrayList<>();
    Optional<TriggerShape> shape =
        DocumentReader.read(topic, value, problems).stream()
            .findFirst()
            .flatMap(document -> OffersForm.compile(document.root(), problems));
    if (shape.isEmpty()) {
      throw new IllegalStateException("the shape of '" + topic + "' changed: " + problems);
    }
    return shape;
  }
}
