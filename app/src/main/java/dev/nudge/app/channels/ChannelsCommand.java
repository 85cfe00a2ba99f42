package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Ago;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.ChannelTopic;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge channels}: the list, and below it what is done with channels. */
@Command(
    name = "channels",
    sortOptions = false,
    description = {
      "List the channels on which offers leave: webhooks and mail. See docs/delivery.md.",
      "",
      "UNDELIVERED is how many triggers were given up and not asked for again."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels [COMMAND] [OPTION...]",
    descriptionHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge channels publish crm.yaml",
      "  nudge channels test crm",
      "  nudge channels",
      "  nudge channels undelivered crm",
      "  nudge channels redrive crm",
      "  nudge channels remove crm",
      "",
      "Exit code 3 if Kafka does not answer."
    })
public final class ChannelsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Print one JSON object a channel, for machines.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  private ChannelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The command and those below it, which write to this terminal. */
  public static CommandLine on(Terminal terminal) {
    return new CommandLine(new ChannelsCommand(terminal))
        .addSubcommand(new PublishChannels(terminal))
        .addSubcommand(new TestChannel(terminal))
        .addSubcommand(new ListUndelivered(terminal))
        .addSubcommand(new Redrive(terminal))
        .addSubcommand(new RemoveChannel(terminal));
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    Map<String, Integer> undelivered = new TreeMap<>();
    Map<String, ChannelTopic.Entry> channels =
        ChannelsInKafka.use(
            settings,
            cluster -> {
              ChannelsInKafka kafka = new ChannelsInKafka(cluster, settings);
              for (Undelivered one : kafka.undelivered().values()) {
                undelivered.merge(one.channel(), 1, Integer::sum);
              }
              return new TreeMap<>(kafka.channels());
            });
    if (json) {
      channels.values().forEach(entry -> terminal.line(json(entry, undelivered)));
      return Failure.OK;
    }
    long now = System.currentTimeMillis();
    if (channels.isEmpty()) {
      terminal.say("no channels yet: 'nudge channels publish PATH' makes one");
    } else {
      Table table = Table.ofWords().row("ID", "KIND", "TO", "PUBLISHED", "UNDELIVERED");
      for (ChannelTopic.Entry entry : channels.values()) {
        table.row(
            entry.id(),
            entry.channel().map(channel -> channel.destination().kind()).orElse("wrong"),
            entry.channel().map(channel -> channel.destination().shown()).orElse("-"),
            Ago.of(entry.published(), now),
            Table.number(undelivered.getOrDefault(entry.id(), 0)));
      }
      table.lines("").forEach(terminal::line);
    }
    undelivered.forEach(
        (channel, count) -> {
          if (!channels.containsKey(channel)) {
            terminal.say(
                "there is no channel '%s', and %s for it could not be delivered"
                    .formatted(channel, Table.count(count, "trigger")));
          }
        });
    return Failure.OK;
  }

  private static String json(ChannelTopic.Entry entry, Map<String, Integer> undelivered) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("channel", entry.id());
    if (entry.channel().isPresent()) {
      Channel channel = entry.channel().get();
      line.put("kind", channel.destination().kind());
      line.put("to", channel.destination().shown());
    }
    line.put("published", IsoTime.format(entry.published()));
    line.put("undelivered", (long) undelivered.getOrDefault(entry.id(), 0));
    line.put("problems", entry.errors().stream().map(Object::toString).toList());
    return new String(new JsonWriter().writeValue(line), StandardCharsets.UTF_8);
  }
}
