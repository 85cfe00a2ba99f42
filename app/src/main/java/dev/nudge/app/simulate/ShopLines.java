package dev.nudge.app.simulate;

import dev.nudge.app.simulate.ShopSimulator.Product;
import java.util.List;

/** The events of a shop, one after the other, without end. */
interface ShopLines {
  /**
   * When the next event reaches Kafka at the latest, in milliseconds since 1970-01-01T00:00Z, as
   * far as it is known now.
   */
  long time();

  /** The catalogue. */
  List<Product> products();

  /** The next event. */
  ShopEvents.Line next();
}
