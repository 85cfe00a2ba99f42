package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge channels undelivered}. */
@Command(
    name = "undelivered",
    sortOptions = false,
    description = "Show the triggers that were given up and are not asked for again, and why.",
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels undelivered [ID] [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit code 3 if Kafka does not answer."})
final class ListUndelivered implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "The channel (default: all).")
  private @Nullable String id;

  @Option(names = "--json", description = "Print what Kafka has of each, as one line of JSON.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ListUndelivered(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    List<Undelivered> all =
        ChannelsInKafka.use(
                settings,
                cluster ->
                    List.copyOf(new ChannelsInKafka(cluster, settings).undelivered().values()))
            .stream()
            .filter(one -> id == null || id.equals(one.channel()))
            .toList();
    if (json) {
      all.forEach(one -> terminal.line(new String(one.toJson(), StandardCharsets.UTF_8)));
      return Failure.OK;
    }
    if (!all.isEmpty()) {
      Table table =
          Table.ofWords()
              .row("GIVEN UP", "CHANNEL", "CAMPAIGN", "USER", "TRIGGER", "ATTEMPTS", "REASON");
      for (Undelivered one : all) {
        table.row(
            IsoTime.format(one.at()),
            one.channel(),
            one.trigger().campaign(),
            one.trigger().user(),
            one.trigger().id(),
            Integer.toString(one.attempts()),
            one.reason());
      }
      table.lines("").forEach(terminal::line);
    }
    terminal.say(Table.count(all.size(), "trigger"));
    return Failure.OK;
  }
}
