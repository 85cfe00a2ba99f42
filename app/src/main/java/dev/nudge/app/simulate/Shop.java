package dev.nudge.app.simulate;

/**
 * A shop to be simulated.
 *
 * @param rate events a second, on average
 * @param users how many shoppers there are
 * @param seed the same seed gives the same clicks
 * @param late share of the events that are late, from 0 to 1: most by minutes, some by days
 * @param duplicates share of the events that come twice
 * @param broken share of the events that cannot be used
 */
public record Shop(
    double rate, int users, long seed, double late, double duplicates, double broken) {
  /** Only a shop of one shopper or more, and events, can be simulated. */
  public Shop {
    if (!(rate > 0) || users < 1) {
      throw new IllegalArgumentException("a shop needs events and shoppers");
    }
  }

  /** A shop in which everything goes well. */
  public static Shop of(double rate, int users, long seed) {
    return new Shop(rate, users, seed, 0, 0, 0);
  }
}
