package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.logging.ErrorStream;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Interrupt;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.Deliverer;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nudge deliver}: a process that delivers, until somebody stops it. */
@Command(
    name = "deliver",
    sortOptions = false,
    description = {
      "Deliver triggers over the channels that their offers name, as 'nudge up' does.",
      "",
      "Several may run: one delivers, the others stand by and take over within seconds. What it does",
      "stands on the error stream. Ctrl-C stops it."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge deliver [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  CRM_SECRET=whsec_... nudge deliver --bootstrap kafka:9092",
      "",
      "Exit code 3 if Kafka does not answer at the start."
    })
public final class DeliverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public DeliverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.settings(terminal);
    ChannelsInKafka.use(
        settings,
        cluster -> {
          cluster.require(settings.topics().allTriggers());
          return Failure.OK;
        });
    Optional<Tracking> tracking = tracking(settings);
    ErrorStream.open();
    CountDownLatch stop = new CountDownLatch(1);
    try (Interrupt interrupt = Interrupt.runs(stop::countDown);
        Deliverer deliverer =
            Deliverer.start(
                settings,
                System.getenv(),
                tracking,
                QueriesElsewhere.of(settings, System.getenv()))) {
      terminal.say("delivers, or stands by; Ctrl-C stops");
      stop.await();
      terminal.say("stopping ...");
    }
    return Failure.OK;
  }

  private static Optional<Tracking> tracking(Settings settings) {
    try {
      return Tracking.of(settings.channels());
    } catch (IOException e) {
      throw Failure.input("'channels.link_key': " + e.getMessage());
    }
  }
}
