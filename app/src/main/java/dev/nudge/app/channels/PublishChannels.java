package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nudge channels publish}. */
@Command(
    name = "publish",
    sortOptions = false,
    description = {
      "Make channels known to a running system, or change them.",
      "",
      "The documents are checked first; if there is an error, none is written. Triggers that name a"
          + " channel are delivered from its first publication on."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels publish PATH... [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 1 if a document is wrong, 3 if Kafka does not answer."})
final class PublishChannels implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Channel files, or folders with *.yaml, *.yml and *.json files at any depth.")
  private List<Path> paths = new ArrayList<>();

  @Mixin private SettingsOptions options = new SettingsOptions();

  PublishChannels(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    ChannelFiles files = ChannelFiles.read(paths);
    files.problems().forEach(problem -> terminal.say(problem.toString()));
    long errors = files.problems().stream().filter(Problem::isError).count();
    if (errors > 0) {
      throw Failure.input(
          Table.count(errors, "error") + " in the channels, so nothing is published: mend them");
    }
    ChannelsInKafka.use(
        settings,
        cluster -> {
          try (PendingWrites records = new PendingWrites(cluster.producer())) {
            files
                .texts()
                .forEach((id, text) -> records.send(settings.channels().documents(), id, text));
            records.flush();
          }
          return Failure.OK;
        });
    boolean tracked = !settings.channels().publicUrl().isEmpty();
    files
        .channels()
        .forEach(
            channel -> {
              terminal.line(channel.id() + ": published");
              if (!tracked && channel.tracks()) {
                terminal.say(channel.id() + ": " + Tracking.MISSING);
              }
            });
    return Failure.OK;
  }
}
