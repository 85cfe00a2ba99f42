package dev.nudge.app.simulate;

import dev.nudge.app.simulate.ShopEvents.Kind;
import dev.nudge.app.simulate.ShopEvents.Line;
import dev.nudge.app.simulate.ShopSimulator.Click;
import dev.nudge.app.simulate.ShopSimulator.Product;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A shop whose shoppers react to a campaign's offers with a {@link KnownEffect}.
 *
 * <p>Who gets an offer, or would have got it and is held out, makes up their mind once: with the
 * probability of their arm they buy what they last looked at, a while later and within the time for
 * the goal; else they buy nothing in that time. So whether somebody reaches the goal does not
 * depend on what the visit would have come to, and the probability is known exactly. A shopper
 * decides by the seed alone: the same offer again is decided the same way.
 *
 * <p>An offer is heard of some milliseconds after the event that it answers. So that nobody buys in
 * between, purchases of the shop's own hesitate for a second; only if hearing takes longer do
 * purchases slip through, in all arms alike. Whoever has done nothing since the shop opened does
 * not react.
 *
 * <p>{@link #hear} is for any thread, the rest for one.
 */
final class ReactingShop implements ShopLines {
  private static final long HESITATION = Duration.ofSeconds(1).toMillis();

  /** Who buys does so between these parts of the time for the goal. */
  private static final double SOONEST = 0.05;

  private static final double LATEST = 0.8;

  /** What they decide must not depend on what else is drawn for them. */
  private static final long MINDS = 0x6D696E6473L;

  private final ShopEvents events;
  private final KnownEffect effect;
  private final long seed;
  private final Queue<Offered> heard = new ConcurrentLinkedQueue<>();

  /** What each shopper looked at last. */
  private final Map<String, Click> looks = new HashMap<>();

  /** Until when those have made up their minds who have. */
  private final Map<String, Long> decided = new HashMap<>();

  private final PriorityQueue<Waiting> purchases =
      new PriorityQueue<>(Comparator.comparingLong(waiting -> waiting.click().time()));

  /** A purchase to come; one that hesitates is not made if its shopper decides otherwise. */
  private record Waiting(Click click, boolean hesitates) {}

  ReactingShop(ShopEvents events, KnownEffect effect, long seed) {
    this.events = events;
    this.effect = effect;
    this.seed = seed;
  }

  /** Somebody got an offer of the campaign, or was held out; those who do not shop here, too. */
  void hear(Offered offered) {
    heard.add(offered);
  }

  @Override
  public long time() {
    decide();
    return purchases.isEmpty()
        ? events.time()
        : Math.min(events.time(), purchases.element().click().time());
  }

  @Override
  public List<Product> products() {
    return events.products();
  }

  @Override
  public Line next() {
    while (true) {
      decide();
      if (!purchases.isEmpty() && purchases.element().click().time() <= events.time()) {
        Waiting waiting = purchases.remove();
        if (!waiting.hesitates() || !hasDecided(waiting.click())) {
          return events.of(waiting.click());
        }
      } else {
        Line line = events.next();
        if (line.kind() != Kind.FINE || !line.click().type().equals("purchase")) {
          looks.put(line.user(), line.click());
          return line;
        }
        purchases.add(new Waiting(at(line.click(), line.due() + HESITATION), true));
      }
    }
  }

  private boolean hasDecided(Click purchase) {
    Long until = decided.get(Shopper.user(purchase.shopper()));
    return until != null && purchase.time() < until;
  }

  /** Lets those who were heard of make up their minds. */
  private void decide() {
    for (Offered offered = heard.poll(); offered != null; offered = heard.poll()) {
      Click look = looks.get(offered.user());
      if (look != null) {
        decide(offered, look);
      }
    }
  }

  private void decide(Offered offered, Click look) {
    long within = effect.within().toMillis();
    decided.put(offered.user(), offered.time() + within);
    SplittableRandom chance = new SplittableRandom((seed ^ MINDS) * 1_000_003 + look.shopper());
    if (chance.nextDouble() < effect.probability(offered.arm())) {
      double part = SOONEST + (LATEST - SOONEST) * chance.nextDouble();
      long time = offered.time() + (long) (within * part);
      purchases.add(new Waiting(at(cheaper(look, effect.off(offered.arm())), time), false));
    }
  }

  private static Click cheaper(Click look, double off) {
    Product product = look.product();
    return new Click(
        look.time(),
        "purchase",
        new Product(
            product.id(),
            product.categoryId(),
            product.category(),
            product.brand(),
            Math.round(product.price() * (1 - off))),
        look.shopper(),
        look.session());
  }

  private static Click at(Click click, long time) {
    return new Click(time, click.type(), click.product(), click.shopper(), click.session());
  }
}
