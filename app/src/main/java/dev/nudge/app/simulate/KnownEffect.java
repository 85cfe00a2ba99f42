package dev.nudge.app.simulate;

import dev.nudge.engine.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a campaign's offers do to shoppers who do not exist, so that what the console makes of their
 * purchases can be held against the truth.
 *
 * @param campaign whose offers it is about
 * @param heldOut with what probability somebody buys who is held out, from 0 to 1
 * @param variants what each variant does, by its name
 * @param within who buys does so in less than this, from when the offer went out; that of the goal
 */
public record KnownEffect(
    String campaign, double heldOut, Map<String, Variant> variants, Duration within) {

  /**
   * What a variant does.
   *
   * @param more by how much more probably somebody buys who gets it
   * @param off what is paid less, as a share of the price
   */
  public record Variant(double more, double off) {}

  /** That of the campaign {@code second-look} of {@code examples/coupon-experiment}. */
  public static KnownEffect ofSecondLook() {
    return new KnownEffect(
        "second-look",
        0.10,
        Map.of("ten", new Variant(0.08, 0.10), "twenty", new Variant(0.16, 0.20)),
        Duration.ofMinutes(1));
  }

  /**
   * @throws IllegalArgumentException if somebody would buy with a probability that is none
   */
  public KnownEffect {
    variants = Map.copyOf(variants);
    for (Variant variant : variants.values()) {
      double all = heldOut + variant.more();
      if (!(heldOut >= 0 && all >= 0 && all <= 1 && variant.off() >= 0 && variant.off() < 1)) {
        throw new IllegalArgumentException("nobody buys with a probability of " + all);
      }
    }
  }

  /** With what probability somebody of an arm buys. */
  double probability(String arm) {
    return heldOut + variant(arm).more();
  }

  /** What somebody of an arm pays less, as a share of the price. */
  double off(String arm) {
    return variant(arm).off();
  }

  /** One that nothing is known of does nothing. */
  private Variant variant(String arm) {
    return arm.equals(Outcome.HOLDOUT)
        ? new Variant(0, 0)
        : variants.getOrDefault(arm, new Variant(0, 0));
  }

  /** {@code 10 % buy without an offer, 18 % with ten, 26 % with twenty}. */
  public String text() {
    StringJoiner text = new StringJoiner(", ");
    text.add(percent(heldOut) + " buy without an offer");
    variants.keySet().stream()
        .sorted()
        .forEach(name -> text.add(percent(probability(name)) + " with " + name));
    return text.toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
