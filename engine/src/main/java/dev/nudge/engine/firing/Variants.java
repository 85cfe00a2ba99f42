package dev.nudge.engine.firing;

import dev.nudge.engine.expression.OfferTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a campaign's offer; a person always gets the same one, as long as the weights stay.
 *
 * @param salt the campaign
 * @param all at least one, with a weight above 0
 */
public record Variants(String salt, List<Variant> all) {
  /**
   * One form.
   *
   * @param weight its share is this of the sum of all
   * @param offer null for none
   */
  public record Variant(String name, int weight, @Nullable OfferTemplate offer) {}

  /** The one a person gets. */
  public Variant of(String user) {
    long sum = all.stream().mapToLong(Variant::weight).sum();
    double rest = Share.of("variant\n" + salt, user) * sum;
    for (Variant variant : all) {
      rest -= variant.weight();
      if (rest < 0) {
        return variant;
      }
    }
    return all.get(all.size() - 1);
  }
}
