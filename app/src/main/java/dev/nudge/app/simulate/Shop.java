package dev.nudge.app.simulate;

/**
 * A shop to be simulated.
 *
 * @param rate events a second, on average
 * @param users how many shoppers there are
 * @param speed how many times as fast as people the shoppers are, at least; 1 for as fast
 * @param seed the same seed gives the same clicks
 * @param late share of the events that are late, from 0 to 1: most by minutes, some by days
 * @param duplicates share of the events that come twice
 * @param broken share of the events that cannot be used
 */
public record Shop(
    double rate,
    int users,
    double speed,
    long seed,
    double late,
    double duplicates,
    double broken) {
  /** Only a shop of one shopper or more, and events, can be simulated. */
  public Shop {
    if (!(rate > 0) || users < 1 || !(speed > 0)) {
      throw new IllegalArgumentException("a shop needs events and shoppers");
    }
  }

  /** A shop in which everything goes well. */
  public static Shop of(double rate, int users, long seed) {
    return new Shop(rate, users, 1, seed, 0, 0, 0);
  }

  /** The same shop with shoppers who are so many times as fast as people. */
  public Shop at(double faster) {
    return new Shop(rate, users, faster, seed, late, duplicates, broken);
  }
}
