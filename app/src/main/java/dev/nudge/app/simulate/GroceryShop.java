package dev.nudge.app.simulate;

import dev.nudge.app.simulate.GroceryAct.Purchase;
import dev.nudge.app.simulate.GroceryAct.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A grocery shop: customers look at what a dish they like needs, put some of it into the basket,
 * take some out again, and most pay. The same seed and opening give the same acts.
 */
final class GroceryShop {
  private static final int CUSTOMERS = 90;

  /** Less than what Kafka keeps of records that are as old. */
  private static final Duration HISTORY = Duration.ofDays(28);

  private static final double DAYS_BETWEEN_VISITS = 3.5;

  /** Visits of customers who are there now, on average; each has some eight acts. */
  private static final double MILLIS_BETWEEN_VISITS = 10_000;

  private static final double MILLIS_BETWEEN_ACTS = 8_000;
  private static final double REGULARS_PAY = 0.65;
  private static final double OTHERS_PAY = 0.4;

  private final List<Grocery> groceries = Grocery.all();
  private final List<String> dishes = groceries.stream().map(Grocery::dish).distinct().toList();
  private final List<GroceryCustomer> customers;
  private final SplittableRandom random;
  private final long opens;
  private final String prefix;
  private final PriorityQueue<GroceryAct> acts =
      new PriorityQueue<>(Comparator.comparingLong(GroceryAct::time));
  private final Map<String, Long> busy = new HashMap<>();
  private long purchases;
  private double nextVisit;

  GroceryShop(long seed, Instant opens) {
    random = new SplittableRandom(seed);
    this.opens = opens.toEpochMilli();
    prefix = Long.toString(opens.getEpochSecond(), 36);
    nextVisit = this.opens;
    customers =
        IntStream.range(0, CUSTOMERS)
            .mapToObj(number -> GroceryCustomer.of(seed, number, dishes))
            .toList();
  }

  List<Grocery> groceries() {
    return groceries;
  }

  List<GroceryCustomer> customers() {
    return customers;
  }

  /** What happened before the shop opened, in the order of time; everybody has bought something. */
  List<GroceryAct> history() {
    List<GroceryAct> history = new ArrayList<>();
    for (GroceryCustomer customer : customers) {
      double day = random.nextDouble() * DAYS_BETWEEN_VISITS;
      boolean hasBought = false;
      while (day < HISTORY.toDays()) {
        long start = opens - HISTORY.toMillis() + (long) (day * Duration.ofDays(1).toMillis());
        for (GroceryAct act : visit(customer, start, hasBought ? REGULARS_PAY : 1)) {
          if (act.time() < opens) {
            history.add(act);
            hasBought |= act instanceof Purchase;
          }
        }
        day += 1 + exponential(DAYS_BETWEEN_VISITS - 1);
      }
    }
    history.sort(Comparator.comparingLong(GroceryAct::time));
    return history;
  }

  /** What happens next, from the opening on; never earlier than the one before. */
  GroceryAct next() {
    while (acts.isEmpty() || nextVisit <= acts.element().time()) {
      enter((long) nextVisit);
      nextVisit += exponential(MILLIS_BETWEEN_VISITS);
    }
    return acts.remove();
  }

  private void enter(long time) {
    GroceryCustomer customer = GroceryCustomer.one(customers, random);
    if (busy.getOrDefault(customer.user(), 0L) < time) {
      List<GroceryAct> visit = visit(customer, time, OTHERS_PAY);
      acts.addAll(visit);
      busy.put(customer.user(), visit.get(visit.size() - 1).time());
    }
  }

  private List<GroceryAct> visit(GroceryCustomer customer, long start, double pay) {
    boolean usual = random.nextInt(4) > 0;
    String dish = GroceryCustomer.one(usual ? customer.dishes() : dishes, random);
    List<GroceryAct> visit = new ArrayList<>();
    Set<Grocery> basket = new LinkedHashSet<>();
    long time = start;
    for (Grocery grocery : groceries) {
      boolean needed = grocery.dish().equals(dish) ? chance(0.7) : chance(0.02);
      if (needed) {
        for (int looks = random.nextInt(2); looks >= 0; looks--) {
          visit.add(new Touch(time, customer.user(), "view", grocery.id()));
          time = later(time);
        }
        if (chance(0.8)) {
          visit.add(new Touch(time, customer.user(), "add", grocery.id()));
          basket.add(grocery);
          time = later(time);
        }
      }
    }
    for (Grocery grocery : List.copyOf(basket)) {
      if (chance(0.15)) {
        visit.add(new Touch(time, customer.user(), "remove", grocery.id()));
        basket.remove(grocery);
        time = later(time);
      }
    }
    if (visit.isEmpty()) {
      visit.add(
          new Touch(time, customer.user(), "view", GroceryCustomer.one(groceries, random).id()));
    } else if (!basket.isEmpty() && chance(pay)) {
      visit.add(purchase(time, customer, basket));
    }
    return visit;
  }

  private Purchase purchase(long time, GroceryCustomer customer, Set<Grocery> basket) {
    return new Purchase(
        time,
        customer.user(),
        prefix + "-" + purchases++,
        basket.stream().map(Grocery::id).toList(),
        basket.stream().map(Grocery::price).reduce(BigDecimal.ZERO, BigDecimal::add),
        customer.card());
  }

  private boolean chance(double of) {
    return random.nextDouble() < of;
  }

  private long later(long time) {
    return time + 500 + (long) exponential(MILLIS_BETWEEN_ACTS);
  }

  private double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }
}
