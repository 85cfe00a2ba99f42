package dev.nudge.bench.workload;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ShopPattern}s as somebody would write them by hand who wants nothing else, as fast as
 * that may be: a few fields for each visit and each user. It is the measure of the engine's speed,
 * and says how often each pattern has to fire. A window ends before its length has passed, as in
 * Flink CEP. Of the views of a week only the last ten are remembered, so {@link ShopPattern#CHURN}
 * may name a later one as the first than its campaign does.
 */
public final class HandWritten {
  private static final long MINUTE = 60_000;
  private static final long CROSS_SELL_WINDOW = 5 * MINUTE;
  private static final long CART_WINDOW = 10 * MINUTE;
  private static final long INTENT_WINDOW = 15 * MINUTE;
  private static final long PRICE_WINDOW = 10 * MINUTE;
  private static final long CHURN_WINDOW = 7 * 24 * 60 * MINUTE;
  private static final double DEAR = 200;
  private static final int CHURN_VIEWS = 10;

  /** Nothing of a visit matters any more when nothing came of it for so long. */
  private static final long VISIT_WINDOW = INTENT_WINDOW;

  private static final long BETWEEN_SWEEPS = 10 * MINUTE;

  private final boolean crossSell;
  private final boolean abandoned;
  private final boolean completed;
  private final boolean intent;
  private final boolean price;
  private final boolean churn;
  private final Consumer<Offer> offers;
  private final Map<ShopPattern, long[]> fired = new EnumMap<>(ShopPattern.class);
  private final Map<String, Visit> visits = new HashMap<>();
  private final Map<String, Shopper> shoppers = new HashMap<>();

  /** Of all visits, in time order. */
  private final ArrayDeque<Cart> waiting = new ArrayDeque<>();

  private long nextSweep;

  /**
   * A pattern fired.
   *
   * @param text what its campaign would offer
   */
  public record Offer(ShopPattern pattern, String user, long time, String text) {}

  /** What is remembered of a session. */
  private static final class Visit {
    @Nullable Click before; // the click before this one, if it was a view that may begin a match
    @Nullable ArrayDeque<Cart> carts;
    final @Nullable Click[] views = new Click[3]; // the views of INTENT, oldest first
    int viewCount;
    long last;
  }

  /** Something dear in the cart: until a purchase, or until its time has passed. */
  private static final class Cart {
    final Click click;
    boolean settled;

    Cart(Click click) {
      this.click = click;
    }
  }

  /** What is remembered of a user. */
  private static final class Shopper {
    @Nullable Click view; // the click before this one, if it was a view
    @Nullable Click dear; // the view before a cheaper one, which was the click before this one
    @Nullable Click @Nullable [] latest; // the last ten views
    int views; // since CHURN fired
    boolean atRisk; // the click before this one was the tenth view in a week
  }

  /** Watches for these patterns, and hands on what fires. */
  public HandWritten(Set<ShopPattern> patterns, Consumer<Offer> offers) {
    this.crossSell = patterns.contains(ShopPattern.CROSS_SELL);
    this.abandoned = patterns.contains(ShopPattern.ABANDONED);
    this.completed = patterns.contains(ShopPattern.COMPLETED);
    this.intent = patterns.contains(ShopPattern.INTENT);
    this.price = patterns.contains(ShopPattern.PRICE);
    this.churn = patterns.contains(ShopPattern.CHURN);
    this.offers = offers;
    patterns.forEach(pattern -> fired.put(pattern, new long[1]));
  }

  /** Takes a click; each is as late as the one before, or later. */
  public void take(Click click) {
    boolean view = click.type().equals("view");
    boolean cart = !view && click.type().equals("cart");
    boolean purchase = !view && !cart && click.type().equals("purchase");
    boolean carts = abandoned || completed;
    if (carts) {
      passTo(click.time());
    }
    if (carts || crossSell || intent) {
      Visit visit = visits.get(click.session());
      if (visit == null) {
        visit = new Visit();
        visits.put(click.session(), visit);
      }
      visit.last = click.time();
      if (crossSell) {
        crossSell(click, view, visit);
      }
      if (carts) {
        carts(click, cart, purchase, visit);
      }
      if (intent && view) {
        intent(click, visit);
      }
    }
    if (price || churn) {
      Shopper shopper = shoppers.get(click.user());
      if (shopper == null) {
        shopper = new Shopper();
        shoppers.put(click.user(), shopper);
      }
      if (price) {
        price(click, view, cart, shopper);
      }
      if (churn) {
        churn(click, view, purchase, shopper);
      }
    }
    if (click.time() >= nextSweep) {
      nextSweep = click.time() + BETWEEN_SWEEPS;
      visits.values().removeIf(visit -> click.time() - visit.last > VISIT_WINDOW);
    }
  }

  /** Time passes: carts of ten minutes ago are abandoned. */
  public void passTo(long time) {
    for (Cart cart = waiting.peek();
        cart != null && (cart.settled || time - cart.click.time() >= CART_WINDOW);
        cart = waiting.peek()) {
      waiting.remove();
      if (!cart.settled) {
        cart.settled = true;
        if (abandoned) {
          fire(
              ShopPattern.ABANDONED,
              cart.click,
              cart.click.time() + CART_WINDOW,
              "Still yours: " + cart.click.product());
        }
      }
    }
  }

  private void crossSell(Click click, boolean view, Visit visit) {
    Click before = visit.before;
    visit.before = view ? click : null;
    if (view
        && before != null
        && click.time() - before.time() < CROSS_SELL_WINDOW
        && !before.category().equals(click.category())) {
      visit.before = null;
      fire(
          ShopPattern.CROSS_SELL,
          click,
          click.time(),
          "From " + before.category() + " to " + click.category());
    }
  }

  private void carts(Click click, boolean cart, boolean purchase, Visit visit) {
    if (cart && click.price() > DEAR) {
      Cart added = new Cart(click);
      if (visit.carts == null) {
        visit.carts = new ArrayDeque<>(2);
      }
      visit.carts.add(added);
      waiting.add(added);
    } else if (purchase && visit.carts != null) {
      boolean first = true;
      for (Cart open = visit.carts.poll(); open != null; open = visit.carts.poll()) {
        if (!open.settled) {
          open.settled = true;
          if (first && completed) {
            fire(
                ShopPattern.COMPLETED,
                click,
                click.time(),
                "Thank you for " + click.product() + ", after " + open.click.product());
          }
          first = false;
        }
      }
    }
  }

  private void intent(Click click, Visit visit) {
    if (visit.viewCount < visit.views.length) {
      visit.views[visit.viewCount++] = click;
      return;
    }
    Click first = visit.views[0];
    if (first != null && click.time() - first.time() < INTENT_WINDOW) {
      Arrays.fill(visit.views, null);
      visit.viewCount = 0;
      fire(ShopPattern.INTENT, click, click.time(), "Do you look for " + first.product() + "?");
    } else {
      visit.views[0] = visit.views[1];
      visit.views[1] = visit.views[2];
      visit.views[2] = click;
    }
  }

  private void price(Click click, boolean view, boolean cart, Shopper shopper) {
    Click dear = shopper.dear;
    if (cart && dear != null && click.time() - dear.time() < PRICE_WINDOW) {
      fire(ShopPattern.PRICE, click, click.time(), "Good prices beside " + dear.product());
    }
    Click before = shopper.view;
    shopper.view = view ? click : null;
    shopper.dear =
        view
                && before != null
                && before.product().equals(click.product())
                && click.price() < before.price()
                && click.time() - before.time() < PRICE_WINDOW
            ? before
            : null;
  }

  private void churn(Click click, boolean view, boolean purchase, Shopper shopper) {
    @Nullable Click[] latest = shopper.latest;
    if (latest == null) {
      latest = new Click[CHURN_VIEWS];
      shopper.latest = latest;
    }
    if (shopper.atRisk) {
      shopper.atRisk = false;
      Click oldest = latest[shopper.views % CHURN_VIEWS];
      if (!purchase && oldest != null && click.time() - oldest.time() < CHURN_WINDOW) {
        shopper.views = 0;
        fire(
            ShopPattern.CHURN,
            click,
            click.time(),
            "Not yet found, since " + oldest.product() + "?");
      }
    }
    if (view) {
      latest[shopper.views % CHURN_VIEWS] = click;
      shopper.views++;
      Click oldest = latest[shopper.views % CHURN_VIEWS];
      shopper.atRisk =
          shopper.views >= CHURN_VIEWS
              && oldest != null
              && click.time() - oldest.time() < CHURN_WINDOW;
    }
  }

  private void fire(ShopPattern pattern, Click click, long time, String text) {
    Objects.requireNonNull(fired.get(pattern))[0]++;
    offers.accept(new Offer(pattern, click.user(), time, text));
  }

  /** How often each pattern fired that is watched for. */
  public Map<ShopPattern, Long> fired() {
    Map<ShopPattern, Long> counts = new EnumMap<>(ShopPattern.class);
    fired.forEach((pattern, count) -> counts.put(pattern, count[0]));
    return counts;
  }
}
