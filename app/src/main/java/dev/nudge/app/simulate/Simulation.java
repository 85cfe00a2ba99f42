package dev.nudge.app.simulate;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.simulate.ShopEvents.Kind;
import dev.nudge.app.simulate.ShopSimulator.Product;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A shop that is open: the catalogue and the shoppers' profiles are written first, then events, in
 * real time or as fast as possible, until it is closed or has run its course.
 */
public final class Simulation implements AutoCloseable {
  private static final long ON_TIME = Duration.ofMinutes(1).toMillis();

  private final Shop shop;
  private final Course course;
  private final AtomicLong events = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;

  /**
   * How long a shop is open.
   *
   * @param start the time of the first event
   * @param events after so many it ends
   * @param duration after so long it ends, by the time of the events
   * @param realTime whether an event is written only when its time has come, counted from the
   *     beginning
   */
  record Course(Instant start, long events, Duration duration, boolean realTime) {
    boolean isOver(long written, long time) {
      return written >= events || time - start.toEpochMilli() >= duration.toMillis();
    }
  }

  /** Hears of the progress. */
  interface Watcher {
    /** So many events are written, and the time of the last is so many milliseconds after start. */
    void at(long written, long elapsed);
  }

  Simulation(Shop shop, Course course) {
    this.shop = shop;
    this.course = course;
  }

  /** Opens a shop on a Kafka, in real time and on a thread of its own, until it is closed. */
  public static Simulation start(Shop shop, Settings settings) {
    return start(shop, Optional.empty(), settings);
  }

  /** The same, with shoppers who react to the offers of a campaign. */
  public static Simulation start(Shop shop, KnownEffect effect, Settings settings) {
    return start(shop, Optional.of(effect), settings);
  }

  private static Simulation start(Shop shop, Optional<KnownEffect> effect, Settings settings) {
    Simulation simulation =
        new Simulation(
            shop, new Course(Instant.now(), Long.MAX_VALUE, Duration.ofDays(36_525), true));
    Thread thread = new Thread(() -> simulation.runOn(effect, settings), "nudge-simulation");
    thread.setDaemon(true);
    simulation.thread = thread;
    thread.start();
    return simulation;
  }

  private void runOn(Optional<KnownEffect> effect, Settings settings) {
    try {
      Cluster.use(
          settings.kafka(),
          cluster -> {
            try (ShopSink sink = new KafkaSink(cluster, settings.topics())) {
              if (effect.isPresent()) {
                runWith(effect.get(), cluster, settings.topics(), sink);
              } else {
                run(sink, (written, elapsed) -> {});
              }
            }
            return true;
          });
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }

  private void runWith(KnownEffect effect, Cluster cluster, Settings.Topics topics, ShopSink sink)
      throws IOException {
    ReactingShop lines =
        new ReactingShop(new ShopEvents(shop, course.start()), effect, shop.seed());
    try (OfferReader reader = OfferReader.start(cluster, topics, effect.campaign(), lines::hear)) {
      run(lines, sink, (written, elapsed) -> {});
    }
  }

  /** Does it all on the caller's thread. */
  void run(ShopSink sink, Watcher watcher) throws IOException {
    run(new ShopEvents(shop, course.start()), sink, watcher);
  }

  private void run(ShopLines lines, ShopSink sink, Watcher watcher) throws IOException {
    for (Product product : lines.products()) {
      sink.product(product.id(), ShopEvents.json(product));
    }
    for (int i = 0; i < shop.users() && !stopped; i++) {
      Shopper shopper = Shopper.of(shop.seed(), i);
      sink.profile(shopper.user(), shopper.json());
    }
    // What is known of shoppers and products is there before they are seen.
    sink.flush();
    long first = course.start().toEpochMilli();
    long now = System.currentTimeMillis();
    // A shop that opens now is on time, however long its catalogue took to write.
    long begin = Math.abs(now - first) < ON_TIME ? first : now;
    while (!stopped && !course.isOver(events.get(), lines.time())) {
      if (course.realTime()) {
        waitUntilDue(lines, begin - first);
        if (stopped) {
          break;
        }
      }
      ShopEvents.Line line = lines.next();
      sink.event(line.user(), line.json());
      kinds.merge(line.kind(), 1L, Long::sum);
      watcher.at(events.incrementAndGet(), line.due() - first);
    }
    sink.flush();
  }

  /** How many events were written so far. */
  public long events() {
    return events.get();
  }

  /** Why it stopped before it was closed, if it did. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** How many events there were of a kind; once it has ended. */
  long events(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /** Lets it end soon. */
  void stop() {
    stopped = true;
  }

  /** Closes the shop; what was written has arrived. */
  @Override
  public void close() {
    stop();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Something may come up in the meantime that is due sooner. */
  private void waitUntilDue(ShopLines lines, long shift) {
    for (long left = lines.time() + shift - System.currentTimeMillis();
        left > 0 && !stopped;
        left = lines.time() + shift - System.currentTimeMillis()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(left, 100)));
    }
  }
}
