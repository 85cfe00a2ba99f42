package dev.nudge.app.up;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nudge.app.live.Showcase;
import dev.nudge.app.simulate.GrocerySimulation;
import dev.nudge.app.simulate.Simulation;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The examples are live, shoppers are in the shop, and triggers are printed as they fire. */
final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);
  private static final long READING_SECONDS = 10;

  private final CountDownLatch shown = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};

  /** Opens the shops, if they are to wait until all is ready. */
  private Runnable opening = () -> {};

  private @Nullable Simulation simulation;
  private @Nullable GrocerySimulation groceries;

  private Demo() {}

  /** One that shows nothing. */
  static Demo ofNothing() {
    return new Demo();
  }

  /**
   * Publishes the examples, then opens the shops. The triggers are kept until they are asked for;
   * shoppers of whom nobody could read them come only then, so as not to delay what is starting.
   */
  static Demo start(DemoPlan plan, Settings settings, DataFolder data, Terminal terminal)
      throws IOException, InterruptedException {
    Demo demo = new Demo();
    Showcase.publish(plan.examples(), settings, terminal);
    if (plan.prints()) {
      demo.read(settings, terminal);
      demo.open(plan, settings, data);
    } else {
      demo.opening = () -> demo.open(plan, settings, data);
    }
    return demo;
  }

  private void open(DemoPlan plan, Settings settings, DataFolder data) {
    simulation = Simulation.start(plan.shop(), plan.effect(), settings);
    groceries = GrocerySimulation.start(data.groceries(), settings);
    log.info("shoppers are in the shops: {}", plan.shop());
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

  /** Shows the triggers since the shop opened, and from now on as they fire; or opens it. */
  void show() {
    opening.run();
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
