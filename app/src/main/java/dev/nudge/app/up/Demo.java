package dev.nudge.app.up;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nudge.app.live.Showcase;
import dev.nudge.app.simulate.GrocerySimulation;
import dev.nudge.app.simulate.Shop;
import dev.nudge.app.simulate.Simulation;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The examples are live, shoppers are in the shop, and triggers are printed as they fire. */
final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);
  private static final List<String> EXAMPLES =
      List.of(
          "examples/ecommerce/campaigns",
          "examples/fashion-offers/campaigns",
          "examples/customer-360/campaigns");

  /** Few and quick shoppers: something fires every second or two, which a person can read. */
  private static final Shop SHOP = Shop.of(12, 60, 20261120);

  private static final long READING_SECONDS = 10;

  private final CountDownLatch shown = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};
  private @Nullable Simulation simulation;
  private @Nullable GrocerySimulation groceries;

  private Demo() {}

  /**
   * Where the examples are.
   *
   * @throws Failure if they are not there
   */
  static List<Path> examples() {
    List<Path> examples = EXAMPLES.stream().map(home()::resolve).toList();
    for (Path example : examples) {
      if (!Files.isDirectory(example)) {
        throw Failure.input(
            "there are no examples in '" + example + "': run --demo from a checkout, by ./nudge");
      }
    }
    return examples;
  }

  /** The checkout. */
  static Path home() {
    return Path.of(System.getProperty("nudge.home", ""));
  }

  /**
   * Publishes the examples, then opens the shops; without examples there is nothing to see. The
   * triggers are kept until they are asked for.
   */
  static Demo start(List<Path> examples, Settings settings, DataFolder data, Terminal terminal)
      throws IOException, InterruptedException {
    Demo demo = new Demo();
    if (!examples.isEmpty()) {
      Showcase.publish(examples, settings, terminal);
      demo.read(settings, terminal);
      demo.simulation = Simulation.start(SHOP, settings);
      demo.groceries = GrocerySimulation.start(data.groceries(), settings);
      log.info("shoppers are in the shops: {}", SHOP);
    }
    return demo;
  }

  private void read(Settings settings, Terminal terminal) throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                Showcase.follow(
                    settings,
                    terminal,
                    end -> {
                      stop = end;
                      reading.countDown();
                      Uninterruptibles.awaitUninterruptibly(shown);
                    });
              } catch (IOException | RuntimeException e) {
                log.warn("triggers are not shown any more", e);
              }
            },
            "nudge-demo");
    thread.setDaemon(true);
    thread.start();
    if (!reading.await(READING_SECONDS, TimeUnit.SECONDS)) {
      log.warn("triggers are not shown yet");
    }
  }

  /** Shows the triggers since the shop opened, and from now on as they fire. */
  void show() {
    shown.countDown();
  }

  /** Closes the shops. */
  @Override
  public void close() {
    if (groceries != null) {
      groceries.close();
    }
    if (simulation != null) {
      simulation.close();
    }
    stop.run();
    shown.countDown();
  }
}
