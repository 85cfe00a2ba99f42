package dev.nudge.app.channels;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.delivery.ChannelTopic;
import dev.nudge.delivery.Senders;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.settings.References;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge channels test}. */
@Command(
    name = "test",
    sortOptions = false,
    description = {
      "Send one trigger that never fired over a channel, from this process, and say what the"
          + " receiver answers.",
      "",
      "Its campaign is 'test' and its id begins with 'test-'. Secrets of the form ${env:NAME} are"
          + " looked up here."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge channels test ID [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge channels test crm --set channels.private_addresses=true",
      "  nudge channels test letters --offer '{\"email\": \"me@shop.example\"}'",
      "",
      "Exit code 1 if there is no such channel, 3 if the trigger did not arrive."
    })
final class TestChannel implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "ID", description = "The channel.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String id;

  @Option(
      names = "--offer",
      paramLabel = "JSON",
      description = "The offer, an object; what the texts of a mail need must be in it.")
  private String offer = "{\"text\": \"A test of this channel.\"}";

  @Option(names = "--user", paramLabel = "USER", description = "The user (default: test).")
  private String user = "test";

  @Mixin private SettingsOptions options = new SettingsOptions();

  TestChannel(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    FiredTrigger trigger = trigger();
    ChannelTopic.Entry entry =
        ChannelsInKafka.use(settings, cluster -> new ChannelsInKafka(cluster, settings).channels())
            .get(id);
    if (entry == null) {
      throw Failure.input("there is no channel '" + id + "'; publish it first");
    }
    Channel channel =
        entry
            .channel()
            .orElseThrow(() -> Failure.input("its document is wrong: " + entry.errors().get(0)));
    Senders senders =
        new Senders(
            new References(System.getenv(), Path.of("")),
            settings.channels().privateAddresses(),
            Optional.empty());
    OfferFilling.Filled filled =
        new OfferFilling(QueriesElsewhere.of(settings, System.getenv())).fill(trigger);
    filled.unanswered().forEach(why -> terminal.say(id + ": the fallback is sent for " + why));
    try (Sender sender = senders.of(channel)) {
      SendResult outcome = sender.send(filled.trigger());
      if (!(outcome instanceof SendResult.Delivered)) {
        throw Failure.system(id + ": not delivered: " + outcome.detail());
      }
      terminal.line(
          id + ": delivered to " + channel.destination().shown() + ": " + outcome.detail());
    }
    return Failure.OK;
  }

  private FiredTrigger trigger() {
    if (!(JsonReader.value(offer) instanceof Parsed.Accepted<Object> accepted)
        || !(accepted.value() instanceof Map<?, ?> members)) {
      throw Failure.usage("--offer: expected a JSON object such as {\"text\": \"Hello\"}");
    }
    return FiredTrigger.forTest(id, user, members);
  }
}
