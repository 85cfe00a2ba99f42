package dev.nudge.app.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Shoppers in a web shop, without end and in time order: they come for a visit, look at things
 * (mostly of one category, often at the same thing again), put some in the cart, and some pay. Few
 * shoppers come often and many seldom. The same seed gives the same clicks on every machine.
 *
 * <p>Memory grows with the number of visits going on at once, about 3,000 at 100 clicks a second.
 * Where there are too few shoppers for that, they are quicker.
 */
public final class ShopSimulator {
  private static final int CATEGORIES = 40;
  private static final int PRODUCTS_OF_CATEGORY = 250;
  private static final double CLICKS_OF_VISIT = 4.05; // on average, as measured
  private static final double SECONDS_OF_CLICK = 30; // on average, about
  private static final String[] AREAS = {
    "clothing.shirt", "clothing.trousers", "shoes.sneakers", "shoes.boots", "electronics.phone",
    "electronics.audio", "furniture.sofa", "furniture.lamp", "kitchen.pan", "sport.bicycle"
  };
  private static final String[] BRANDS = {
    "", "aurora", "borealis", "cirrus", "delta", "ember", "fjord", "granite"
  };

  private final SplittableRandom random;
  private final List<List<Product>> catalogue = new ArrayList<>();
  private final int shoppers;
  private final double visitsPerMilli;

  /** By which shoppers take less time than they would like to. */
  private final double haste;

  private final PriorityQueue<Visit> visits = new PriorityQueue<>();
  private final Set<Integer> present = new HashSet<>();
  private double nextVisit;
  private long visitNumber;

  /**
   * A thing in the shop.
   *
   * @param id unique
   * @param categoryId unique among categories
   * @param category a path, such as {@code shoes.boots}
   * @param brand may be empty
   * @param price in whole cents
   */
  public record Product(String id, String categoryId, String category, String brand, long price) {
    /** The price as a decimal number: {@code 12.50}. */
    public String decimalPrice() {
      return price / 100 + "." + (char) ('0' + price / 10 % 10) + (char) ('0' + price % 10);
    }

    Product cheaper() {
      return new Product(id, categoryId, category, brand, price - price / 10);
    }
  }

  /**
   * A shopper did something.
   *
   * @param time in milliseconds since 1970-01-01T00:00Z
   * @param type {@code view}, {@code cart} or {@code purchase}
   * @param product what it was done to
   * @param shopper who did it, from 0
   * @param session in which visit
   */
  public record Click(long time, String type, Product product, int shopper, String session) {
    /** The shopper as a user id of the REES46 data set. */
    public String user() {
      return Integer.toString(500_000_000 + shopper);
    }
  }

  /**
   * A shop.
   *
   * @param start when it opens
   * @param clicksPerSecond on average, once a few minutes have passed
   * @param shoppers how many there are; at most half of them visit at once
   */
  public ShopSimulator(long seed, Instant start, double clicksPerSecond, int shoppers) {
    this(seed, start, clicksPerSecond, shoppers, 1);
  }

  /** The same, with shoppers who are so many times as fast as people, or faster. */
  ShopSimulator(long seed, Instant start, double clicksPerSecond, int shoppers, double speed) {
    if (!(clicksPerSecond > 0) || shoppers < 1) {
      throw new IllegalArgumentException("a shop needs clicks and shoppers");
    }
    this.random = new SplittableRandom(seed);
    this.shoppers = shoppers;
    this.visitsPerMilli = clicksPerSecond / 1000 / CLICKS_OF_VISIT;
    // A quarter of the shoppers in the shop at once leaves room for the chances of the day.
    this.haste = Math.min(1 / speed, shoppers / 4.0 / (clicksPerSecond * SECONDS_OF_CLICK));
    this.nextVisit = start.toEpochMilli();
    for (int c = 0; c < CATEGORIES; c++) {
      catalogue.add(category(c));
    }
  }

  /** The next click: never earlier than the one before. O(log visits). */
  public Click next() {
    while (visits.isEmpty() || nextVisit <= visits.element().time) {
      enter((long) nextVisit);
      nextVisit += exponential(1 / visitsPerMilli);
    }
    Visit visit = visits.remove();
    Click click = new Click(visit.time, visit.type, visit.product, visit.shopper, visit.session);
    if (goesOn(visit)) {
      visits.add(visit);
    } else {
      present.remove(visit.shopper);
    }
    return click;
  }

  /** Everything in the shop, at its usual price. */
  List<Product> products() {
    return catalogue.stream().flatMap(List::stream).toList();
  }

  /**
   * How much quicker shoppers are than they would like to be: 1 for not at all, 0.1 for ten times.
   */
  double haste() {
    return haste;
  }

  private static final class Visit implements Comparable<Visit> {
    final long number;
    final int shopper;
    final String session;
    long time;
    String type = "view";
    Product product;
    int category;
    boolean cheaper;

    Visit(long number, int shopper, String session, long time, int category, Product product) {
      this.number = number;
      this.shopper = shopper;
      this.session = session;
      this.time = time;
      this.category = category;
      this.product = product;
    }

    @Override
    public int compareTo(Visit other) {
      int order = Long.compare(time, other.time);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private void enter(long time) {
    // The square of a uniform number: the first tenth of the shoppers makes a third of the visits.
    int shopper;
    do {
      double u = random.nextDouble();
      shopper = (int) (u * u * shoppers);
      if (present.size() >= Math.max(1, shoppers / 2)) {
        return; // full
      }
    } while (!present.add(shopper));
    int category = random.nextInt(CATEGORIES);
    String session =
        String.format(
            java.util.Locale.ROOT, "%08x-%08x", random.nextInt(), visitNumber & 0xFFFFFFFFL);
    visits.add(new Visit(visitNumber++, shopper, session, time, category, anyProduct(category)));
  }

  /** Moves a visit to its next click; false where it ends. */
  private boolean goesOn(Visit visit) {
    double chance = random.nextDouble();
    switch (visit.type) {
      case "view" -> {
        double cart = visit.cheaper ? 0.40 : 0.27;
        visit.cheaper = false;
        if (chance < 0.24) {
          return false;
        }
        if (chance < cart) {
          return then(visit, "cart", 20_000);
        }
        if (chance < cart + 0.25) {
          // The same product again, now and then at a lower price.
          if (random.nextDouble() < 0.03) {
            visit.product = visit.product.cheaper();
            visit.cheaper = true;
          }
          return then(visit, "view", 35_000);
        }
        if (chance < cart + 0.32) {
          visit.category = random.nextInt(CATEGORIES);
        }
        visit.product = anyProduct(visit.category);
        return then(visit, "view", 25_000);
      }
      case "cart" -> {
        if (chance < 0.40) {
          return then(visit, "purchase", 180_000);
        }
        if (chance < 0.65) {
          return false;
        }
        visit.product = anyProduct(visit.category);
        return then(visit, "view", 40_000);
      }
      default -> {
        visit.category = random.nextInt(CATEGORIES);
        visit.product = anyProduct(visit.category);
        return chance < 0.25 && then(visit, "view", 60_000);
      }
    }
  }

  private boolean then(Visit visit, String type, double meanMillis) {
    visit.type = type;
    visit.time += (long) (haste * (500 + (long) exponential(meanMillis)));
    return true;
  }

  private Product anyProduct(int category) {
    double u = random.nextDouble();
    return catalogue.get(category).get((int) (u * u * u * PRODUCTS_OF_CATEGORY));
  }

  private List<Product> category(int number) {
    List<Product> products = new ArrayList<>();
    double level = 10 * StrictMath.pow(60, random.nextDouble());
    for (int p = 0; p < PRODUCTS_OF_CATEGORY; p++) {
      long price = Math.max(99, (long) (100 * level * (0.4 + 1.6 * random.nextDouble())));
      products.add(
          new Product(
              Integer.toString(1_000_000 + number * PRODUCTS_OF_CATEGORY + p),
              Long.toString(2_053_013_550_000_000_000L + number),
              AREAS[number % AREAS.length],
              BRANDS[random.nextInt(BRANDS.length)],
              price));
    }
    return products;
  }

  private double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }
}
