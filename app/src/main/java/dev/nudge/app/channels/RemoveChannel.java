package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nudge channels remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description = {
      "Remove a channel.",
      "",
      "What is on its way over it is given up, and so is every trigger that names it from now on:"
          + " 'nudge channels undelivered' shows them, and they can be redriven when it is back."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels remove ID [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 1 if there is no such channel, 3 if Kafka does not answer."})
final class RemoveChannel implements Callable<Integer> {
  private static final byte[] NOTHING = {};

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "ID", description = "The channel.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String id;

  @Mixin private SettingsOptions options = new SettingsOptions();

  RemoveChannel(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    ChannelsInKafka.use(
        settings,
        cluster -> {
          if (!new ChannelsInKafka(cluster, settings).channels().containsKey(id)) {
            throw Failure.input("there is no channel '" + id + "'");
          }
          try (PendingWrites records = new PendingWrites(cluster.producer())) {
            records.send(settings.channels().documents(), id, NOTHING);
            records.flush();
          }
          return Failure.OK;
        });
    terminal.line(id + ": removed");
    return Failure.OK;
  }
}
