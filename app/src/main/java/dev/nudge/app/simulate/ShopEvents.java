package dev.nudge.app.simulate;

import dev.nudge.app.simulate.ShopSimulator.Click;
import dev.nudge.app.simulate.ShopSimulator.Product;
import dev.nudge.engine.json.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The events of a shop as lines of JSON, without end, from a time on at which shoppers are already
 * there; some are late, come twice or are broken. The same shop and start give the same bytes.
 */
final class ShopEvents implements ShopLines {
  /** After this long the shop is as full as it gets, shoppers who are not in haste given. */
  private static final Duration FILLING = Duration.ofMinutes(10);

  /** Clicks of the filling shop that are worth the wait. */
  private static final double MOST_UNSEEN = 1_000_000;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Later than what a job takes, where nobody has set that. */
  private static final long DAYS = Duration.ofDays(2).toMillis();

  /** A line comes again when at most so many others have come. */
  private static final int APART = 20;

  private final Shop shop;
  private final ShopSimulator simulator;
  private final SplittableRandom chance;
  private final String prefix;
  private final PriorityQueue<Again> again =
      new PriorityQueue<>(Comparator.comparingLong(Again::after));
  private Click next;
  private long clicks;
  private long others;
  private long lines;

  /**
   * An event.
   *
   * @param due when it reaches Kafka, in milliseconds since 1970-01-01T00:00Z; never goes back
   * @param click what it tells of
   */
  record Line(long due, Click click, String json, Kind kind) {
    /** Whose event it is. */
    String user() {
      return Shopper.user(click.shopper());
    }
  }

  /** What is the matter with a line. */
  enum Kind {
    FINE,
    LATE,
    DUPLICATE,
    BROKEN
  }

  private record Again(long after, Line line) {}

  ShopEvents(Shop shop, Instant start) {
    this.shop = shop;
    // Of its own, so that the clicks are the same whatever becomes of them.
    chance = new SplittableRandom(shop.seed() ^ 0x6E75646765L);
    // What is simulated again later are other events and other visits.
    prefix = Long.toString(start.getEpochSecond(), 36);
    double haste = simulator(shop, start).haste();
    double filling = Math.min(FILLING.toMillis() * haste, MOST_UNSEEN / shop.rate() * 1000);
    simulator = simulator(shop, start.minusMillis((long) filling));
    do {
      next = simulator.next();
    } while (next.time() < start.toEpochMilli());
  }

  private static ShopSimulator simulator(Shop shop, Instant start) {
    return new ShopSimulator(shop.seed(), start, shop.rate(), shop.users(), shop.speed());
  }

  @Override
  public long time() {
    return next.time();
  }

  @Override
  public List<Product> products() {
    return simulator.products();
  }

  /** A click that is not of the shop's own making: an event with an id of its own. */
  Line of(Click click) {
    String id = prefix + "-x" + others++;
    return line(click, json(click, id, IsoTime.format(click.time())), Kind.FINE);
  }

  @Override
  public Line next() {
    lines++;
    if (!again.isEmpty() && again.element().after() <= lines) {
      Line line = again.remove().line();
      return new Line(next.time(), line.click(), line.json(), Kind.DUPLICATE);
    }
    Click click = next;
    next = simulator.next();
    // Drawn always, so that one share does not move the others.
    double late = chance.nextDouble();
    double duplicate = chance.nextDouble();
    double broken = chance.nextDouble();
    long delay = 1 + chance.nextLong(30 * MINUTE);
    int apart = 1 + chance.nextInt(APART);
    int damage = chance.nextInt(4);
    String id = prefix + "-" + clicks++;
    if (broken < shop.broken()) {
      return line(click, broken(click, id, damage), Kind.BROKEN);
    }
    boolean isLate = late < shop.late();
    if (isLate) {
      delay += late < shop.late() / 10 ? DAYS : 0;
    }
    String time = IsoTime.format(click.time() - (isLate ? delay : 0));
    Line line = line(click, json(click, id, time), isLate ? Kind.LATE : Kind.FINE);
    if (duplicate < shop.duplicates()) {
      again.add(new Again(lines + apart, line));
    }
    return line;
  }

  private static Line line(Click click, String json, Kind kind) {
    return new Line(click.time(), click, json, kind);
  }

  private String broken(Click click, String id, int damage) {
    String fine = json(click, id, IsoTime.format(click.time()));
    return switch (damage) {
      case 0 -> fine.substring(0, fine.length() / 2);
      case 1 -> fine.replace("\"user\":", "\"usr\":");
      case 2 -> fine.replace("\"type\":", "\"typ\":");
      default -> json(click, id, "yesterday");
    };
  }

  private String json(Click click, String id, String time) {
    Product product = click.product();
    return "{\"id\":\""
        + id
        + "\",\"user\":\""
        + Shopper.user(click.shopper())
        + "\",\"type\":\""
        + click.type()
        + "\",\"time\":\""
        + time
        + "\",\"session\":\""
        + prefix
        + "-"
        + click.session()
        + "\",\"product_id\":\""
        + product.id()
        + "\",\"category\":\""
        + area(product)
        + "\",\"device\":\""
        + device(click.shopper())
        + "\",\"price\":"
        + product.decimalPrice()
        + "}";
  }

  /** The one that a shopper always uses: of ten, six have a phone and three a desktop. */
  private static String device(int shopper) {
    int place = Math.floorMod(shopper * 7, 10);
    return place < 6 ? "phone" : place < 9 ? "desktop" : "tablet";
  }

  /** A thing of the catalogue. */
  static String json(Product product) {
    String kind = product.category().substring(product.category().indexOf('.') + 1);
    String brand = product.brand();
    String title =
        (brand.isEmpty() ? kind : brand + " " + kind)
            + " "
            + product.id().substring(product.id().length() - 4);
    return "{\"product_id\":\""
        + product.id()
        + "\",\"category\":\""
        + area(product)
        + "\",\"subcategory\":\""
        + kind
        + (brand.isEmpty() ? "" : "\",\"brand\":\"" + brand)
        + "\",\"title\":\""
        + title.substring(0, 1).toUpperCase(Locale.ROOT)
        + title.substring(1)
        + "\",\"price\":"
        + product.decimalPrice()
        + "}";
  }

  /** {@code shoes} of {@code shoes.boots}. */
  private static String area(Product product) {
    return product.category().substring(0, product.category().indexOf('.'));
  }
}
