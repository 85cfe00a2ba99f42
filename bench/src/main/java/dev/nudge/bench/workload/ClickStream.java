package dev.nudge.bench.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Clicks of a busy shop, without end, in time order and the same each time: of 100,000 users few
 * come often and many seldom (Zipf and Mandelbrot: a weight of 1 / (rank + 100)); visits begin at
 * random, have 1 to 50 clicks, uniformly, 1 s to 120 s apart, and a user has one at a time and half
 * an hour between two. Of the clicks 92 % are views, 5 % go into the cart and 3 % are purchases; of
 * 5,000 products few are clicked often, and mostly the same again or one of its category. Prices
 * change every ten minutes.
 *
 * <p>A shorter stream is the beginning of a longer one. Memory grows with the visits going on at
 * once, about a hundred.
 */
public final class ClickStream {
  private static final long SEED = 42;
  private static final long START = 1_700_000_000_000L;
  private static final int USERS = 100_000;
  private static final double RANK_SHIFT = 100;
  private static final int PRODUCTS = 5_000;
  private static final int CATEGORIES = 120;
  private static final int BRANDS = 300;

  /** So that 2,000,000 clicks take fourteen days. */
  private static final double MILLIS_BETWEEN_VISITS = 15_422;

  private static final int MOST_CLICKS = 50;
  private static final int LEAST_MILLIS = 1_000;
  private static final int MOST_MILLIS = 120_000;
  private static final long REST_MILLIS = 1_800_000;
  private static final long PRICE_MILLIS = 600_000;
  private static final String[] AREAS = {
    "electronics",
    "appliances",
    "computers",
    "clothing",
    "furniture",
    "cars",
    "toys",
    "sport",
    "building",
    "accessories",
    "health",
    "paper"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Product[] products = new Product[PRODUCTS];
  private final List<List<Integer>> byCategory = new ArrayList<>();
  private final String[] users = new String[USERS];
  private final double[] weights = new double[USERS]; // of a rank and all before it
  private final long[] freeFrom = new long[USERS];
  private final PriorityQueue<Visit> visits = new PriorityQueue<>();
  private double nextVisit = START;
  private long visitNumber;

  /** A thing in the shop; its price is this one, more or less, in steps that begin at a time. */
  private record Product(
      String id, String categoryId, String category, String brand, double price, long steps) {}

  /** Somebody is in the shop, and is about to click. */
  private static final class Visit implements Comparable<Visit> {
    final long number;
    final int user;
    final String session;
    final SplittableRandom random;
    int left;
    int product = -1;
    long time;

    Visit(long number, int user, String session, SplittableRandom random, long time) {
      this.number = number;
      this.user = user;
      this.session = session;
      this.random = random;
      this.left = 1 + random.nextInt(MOST_CLICKS);
      this.time = time;
    }

    @Override
    public int compareTo(Visit other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** A stream that begins. */
  public ClickStream() {
    String[] categoryIds = new String[CATEGORIES];
    String[] categories = new String[CATEGORIES];
    for (int i = 0; i < CATEGORIES; i++) {
      byCategory.add(new ArrayList<>());
      categoryIds[i] = Long.toString(2_053_013_552_326_770_000L + i * 977L);
      categories[i] = AREAS[i % AREAS.length] + ".group" + i / AREAS.length + ".kind" + i;
    }
    for (int i = 0; i < PRODUCTS; i++) {
      int category = i % CATEGORIES;
      byCategory.get(category).add(i);
      products[i] =
          new Product(
              Integer.toString(1_000_000 + i * 37),
              categoryIds[category],
              categories[category],
              "brand" + random.nextInt(BRANDS),
              80 * Math.exp(1.3 * aboutNormal()),
              random.nextLong(PRICE_MILLIS));
    }
    double sum = 0;
    for (int i = 0; i < USERS; i++) {
      users[i] = Integer.toString(512_000_000 + i * 13);
      sum += 1 / (i + RANK_SHIFT);
      weights[i] = sum;
    }
  }

  /** The first clicks of the stream. */
  public static Click[] first(int count) {
    ClickStream stream = new ClickStream();
    Click[] clicks = new Click[count];
    Arrays.setAll(clicks, i -> stream.next());
    return clicks;
  }

  /** The next click: never earlier than the one before. */
  public Click next() {
    while (visits.isEmpty() || nextVisit <= visits.element().time) {
      enter((long) nextVisit);
      nextVisit -= MILLIS_BETWEEN_VISITS * Math.log(1 - random.nextDouble());
    }
    Visit visit = visits.remove();
    Click click = click(visit);
    visit.left--;
    if (visit.left > 0) {
      visit.time += visit.random.nextInt(LEAST_MILLIS, MOST_MILLIS + 1);
      visits.add(visit);
    } else {
      freeFrom[visit.user] = visit.time + REST_MILLIS;
    }
    return click;
  }

  private void enter(long time) {
    int user;
    do {
      int found = Arrays.binarySearch(weights, random.nextDouble() * weights[USERS - 1]);
      user = Math.min(found < 0 ? -found - 1 : found, USERS - 1);
    } while (freeFrom[user] > time);
    freeFrom[user] = Long.MAX_VALUE;
    String session = new UUID(random.nextLong(), random.nextLong()).toString();
    visits.add(new Visit(visitNumber++, user, session, random.split(), time));
  }

  private Click click(Visit visit) {
    double kind = visit.random.nextDouble();
    String type = kind < 0.92 ? "view" : kind < 0.97 ? "cart" : "purchase";
    double again = kind < 0.92 ? 0.3 : 0.8;
    if (visit.product < 0 || visit.random.nextDouble() >= again) {
      visit.product = choose(visit);
    }
    Product product = products[visit.product];
    return new Click(
        visit.time,
        type,
        product.id,
        product.categoryId,
        product.category,
        product.brand,
        price(product, visit.product, visit.time),
        users[visit.user],
        visit.session);
  }

  /** Half of those who have been at something stay in its category. */
  private int choose(Visit visit) {
    if (visit.product >= 0 && visit.random.nextBoolean()) {
      List<Integer> near = byCategory.get(visit.product % CATEGORIES);
      return near.get(visit.random.nextInt(near.size()));
    }
    double share = visit.random.nextDouble();
    return (int) (share * share * PRODUCTS);
  }

  /** From 80 % to 110 % of the usual price, in whole cents. */
  private static double price(Product product, int number, long time) {
    long step = (time + product.steps) / PRICE_MILLIS;
    long mixed = new SplittableRandom(step * PRODUCTS + number).nextLong();
    return Math.round(product.price * (80 + 2 * (mixed & 15))) / 100.0;
  }

  /** A sum of twelve uniform numbers is nearly normal, with mean 0 and variance 1. */
  private double aboutNormal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
