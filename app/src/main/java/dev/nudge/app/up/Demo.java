package dev.nudge.app.up;

import dev.nudge.app.live.Showcase;
import dev.nudge.app.simulate.Shop;
import dev.nudge.app.simulate.Simulation;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.job.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The examples are live, shoppers are in the shop, and triggers are printed as they fire. */
final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);
  private static final List<String> EXAMPLES =
      List.of("examples/ecommerce/campaigns", "examples/fashion-offers/campaigns");

  /** Few and quick shoppers: something fires every second or two, which a person can read. */
  private static final Shop SHOP = Shop.of(12, 60, 20261120);

  private static final long READING_SECONDS = 10;

  private volatile Runnable stop = () -> {};
  private final Simulation simulation;

  private Demo(Settings settings, Terminal terminal) throws InterruptedException {
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
    simulation = Simulation.start(SHOP, settings);
  }

  /**
   * Where the examples are.
   *
   * @throws Failure if they are not there
   */
  static List<Path> examples() {
    Path home = Path.of(System.getProperty("nudge.home", ""));
    List<Path> examples = EXAMPLES.stream().map(home::resolve).toList();
    for (Path example : examples) {
      if (!Files.isDirectory(example)) {
        throw Failure.input(
            "there are no examples in '" + example + "': run --demo from a checkout, by ./nudge");
      }
    }
    return examples;
  }

  /** Publishes the examples, then opens the shop. */
  static Demo start(List<Path> examples, Settings settings, Terminal terminal)
      throws IOException, InterruptedException {
    Showcase.publish(examples, settings, terminal);
    return new Demo(settings, terminal);
  }

  /** Closes the shop. */
  @Override
  public void close() {
    simulation.close();
    stop.run();
  }
}
