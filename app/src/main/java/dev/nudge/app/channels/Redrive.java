package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge channels redrive}. */
@Command(
    name = "redrive",
    sortOptions = false,
    description = {
      "Deliver once more what was given up.",
      "",
      "A webhook goes out under the id that it had; a mail of which nobody knows whether it was sent"
          + " may arrive twice by this."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels redrive ID [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 1 if there is no such channel, 3 if Kafka does not answer."})
final class Redrive implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "ID", description = "The channel.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String id;

  @Option(
      names = "--trigger",
      paramLabel = "TRIGGER",
      description = "Only this trigger; as often as wanted.")
  private List<String> triggers = new ArrayList<>();

  @Mixin private SettingsOptions options = new SettingsOptions();

  Redrive(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    int count =
        ChannelsInKafka.use(
            settings,
            cluster -> {
              ChannelsInKafka kafka = new ChannelsInKafka(cluster, settings);
              if (!kafka.channels().containsKey(id)) {
                throw Failure.input("there is no channel '" + id + "'; publish it first");
              }
              return redrive(kafka);
            });
    terminal.say(Table.count(count, "trigger") + " to be delivered once more");
    return Failure.OK;
  }

  private int redrive(ChannelsInKafka kafka) throws IOException {
    String topic = kafka.settings().channels().undelivered();
    int count = 0;
    try (PendingWrites records = new PendingWrites(kafka.cluster().producer())) {
      for (Map.Entry<String, Undelivered> one : kafka.undelivered().entrySet()) {
        Undelivered letter = one.getValue();
        boolean wanted = triggers.isEmpty() || triggers.contains(letter.trigger().id());
        if (letter.channel().equals(id) && wanted) {
          records.send(topic, one.getKey(), letter.redrive(System.currentTimeMillis()).toJson());
          count++;
        }
      }
      records.flush();
    }
    return count;
  }
}
