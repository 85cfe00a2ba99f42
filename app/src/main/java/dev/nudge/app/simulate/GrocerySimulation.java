package dev.nudge.app.simulate;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A grocery shop on a Kafka, in real time and on a thread of its own, until it is closed. When it
 * opens for the first time, it has been there for some weeks.
 */
public final class GrocerySimulation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GrocerySimulation.class);
  private static final long SEED = 20_261_129;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private GrocerySimulation(Path folder, Settings settings) {
    thread = new Thread(() -> run(folder, settings), "nudge-groceries");
    thread.setDaemon(true);
  }

  /**
   * Opens the shop.
   *
   * @param folder where it remembers that it has a history
   */
  public static GrocerySimulation start(Path folder, Settings settings) {
    GrocerySimulation simulation = new GrocerySimulation(folder, settings);
    simulation.thread.start();
    return simulation;
  }

  /** Writes its two files, {@code users.csv} and {@code products.csv}. */
  public static void writeFiles(Path folder) throws IOException {
    GroceryShop shop = new GroceryShop(SEED, Instant.EPOCH);
    StringBuilder users = new StringBuilder("user_id,name,email,city,member_since\n");
    shop.customers().forEach(customer -> users.append(customer.csv()).append('\n'));
    write(folder.resolve("users.csv"), users.toString());
    StringBuilder products = new StringBuilder("product_id,name,aisle,price\n");
    shop.groceries().forEach(grocery -> products.append(grocery.csv()).append('\n'));
    write(folder.resolve("products.csv"), products.toString());
  }

  /** A file that is written again is read again. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }

  private void run(Path folder, Settings settings) {
    try {
      Cluster.use(
          settings.kafka(),
          cluster -> {
            try (GroceryTopics topics = new GroceryTopics(cluster, settings.topics())) {
              run(folder, topics);
            }
            return true;
          });
    } catch (IOException | RuntimeException e) {
      log.warn("the grocery shop is closed", e);
    }
  }

  private void run(Path folder, GroceryTopics topics) throws IOException {
    GroceryShop shop = new GroceryShop(SEED, Instant.now());
    shop.groceries().forEach(topics::grocery);
    shop.customers().forEach(topics::customer);
    topics.flush();
    Path opened = folder.resolve("opened");
    if (!Files.exists(opened)) {
      shop.history().forEach(topics::act);
      topics.flush();
      Files.writeString(opened, Instant.now() + "\n");
    }
    for (GroceryAct act = shop.next(); waitUntil(act.time()); act = shop.next()) {
      topics.act(act);
    }
    topics.flush();
  }

  /** Whether the shop is still open then. */
  private boolean waitUntil(long time) {
    return !Uninterruptibles.awaitUninterruptibly(
        closed, Math.max(0, time - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
  }

  /** Closes the shop; what was written has arrived. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
