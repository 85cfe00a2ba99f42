package dev.nudge.app.up;

import dev.nudge.app.simulate.KnownEffect;
import dev.nudge.app.simulate.Shop;
import dev.nudge.app.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is demonstrated.
 *
 * @param examples campaigns to publish
 * @param shop the web shop whose shoppers react to the offers
 * @param effect how they react
 * @param prints whether triggers are printed as they fire
 */
record DemoPlan(List<Path> examples, Shop shop, KnownEffect effect, boolean prints) {
  private static final List<String> EXAMPLES =
      List.of(
          "examples/ecommerce/campaigns",
          "examples/fashion-offers/campaigns",
          "examples/customer-360/campaigns",
          "examples/coupon-experiment/campaigns",
          "examples/coupon-experiment/policy.yaml");

  private static final long SEED = 20261120;

  /** Clicks a second of 200 shoppers of whom a few are in the shop at once, and take their time. */
  private static final double RATE = 2;

  private static final int SHOPPERS = 200;

  /**
   * Few shoppers who are in haste: something fires every second or two, which a person can read.
   *
   * @throws Failure if the examples are not there
   */
  static DemoPlan toRead() {
    return new DemoPlan(found(), Shop.of(12, 60, SEED), KnownEffect.ofSecondLook(), true);
  }

  /**
   * Shoppers who are so many times as fast as people, and as many more: so much happens as in a
   * shop of people in that many times the time. Nobody could read the triggers.
   *
   * @throws Failure if the examples are not there
   */
  static DemoPlan at(int speed) {
    Shop shop = Shop.of(RATE * speed, SHOPPERS * speed, SEED).at(speed);
    return new DemoPlan(found(), shop, KnownEffect.ofSecondLook(), false);
  }

  private static List<Path> found() {
    List<Path> examples = EXAMPLES.stream().map(home()::resolve).toList();
    for (Path example : examples) {
      if (!Files.exists(example)) {
        throw Failure.input(
            "there are no examples in '" + example + "': run --demo from a checkout, by ./nudge");
      }
    }
    return examples;
  }

  /** The checkout. */
  static Path home() {
    return Path.of(System.getProperty("nudge.home", ""));
  }
}
