package dev.nudge.app.live;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge triggers}. */
@Command(
    name = "triggers",
    sortOptions = false,
    description = {
      "Show what fired: time, campaign, user, cause and offer.",
      "",
      "Shows all triggers so far, in the order of time, and ends; with --follow it goes on until"
          + " Ctrl-C."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge triggers [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge triggers --follow --since 10m",
      "  nudge triggers --campaign abandoned-cart --user u1",
      "  nudge triggers --json | jq -r '.offer.text'",
      "",
      "Exit code 3 if Kafka does not answer."
    })
public final class TriggersCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--follow", description = "Go on with triggers as they fire, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--campaign", paramLabel = "ID", description = "Only those of this campaign.")
  private @Nullable String campaign;

  @Option(names = "--user", paramLabel = "USER", description = "Only those for this user.")
  private @Nullable String user;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only those from this time on: 2026-11-20T10:00:00Z, or 10m for ten minutes ago.")
  private @Nullable String since;

  @Option(names = "--json", description = "Print each trigger as one line of JSON.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public TriggersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    long from = since == null ? IsoTime.NONE : time(since);
    Settings settings = options.settings(terminal);
    Tail tail =
        new Tail(
            settings.topics().allTriggers(),
            message -> shown(message, from),
            // A trigger may be ahead of the clock of Kafka, but not by more than its event was.
            since == null
                ? OptionalLong.empty()
                : OptionalLong.of(from - settings.time().ahead().toMillis()),
            follow);
    Cluster.use(
        settings.kafka(),
        cluster -> {
          tail.show(cluster, terminal);
          return Failure.OK;
        });
    return Failure.OK;
  }

  private Optional<Tail.Shown> shown(ConsumerRecord<byte[], byte[]> message, long from) {
    byte @Nullable [] whole = trigger(message);
    if (whole == null) {
      return Optional.empty();
    }
    return JsonObject.read(whole)
        .filter(trigger -> campaign == null || campaign.equals(trigger.text("campaign")))
        .filter(trigger -> user == null || user.equals(trigger.text("user")))
        .filter(trigger -> trigger.time("time") >= from)
        .map(
            trigger ->
                json
                    ? Tail.Shown.json(trigger.time("time"), whole)
                    : new Tail.Shown(trigger.time("time"), line(trigger)));
  }

  /** The JSON of a trigger: what goes along with a value that has a shape of its own, or that. */
  static byte @Nullable [] trigger(ConsumerRecord<byte[], byte[]> message) {
    @Nullable Header whole = message.headers().lastHeader(Trigger.HEADER);
    return whole == null ? message.value() : whole.value();
  }

  /** {@code 2026-11-20T10:02:00Z cross-sell dirk match sneakers-1 goes well with tote-1}. */
  static String line(JsonObject trigger) {
    return String.format(
            Locale.ROOT,
            "%-24s  %-20s  %-14s  %-9s  %s",
            trigger.text("time"),
            trigger.text("campaign"),
            trigger.text("user"),
            trigger.text("cause"),
            trigger.get("offer").map(TriggersCommand::offer).orElse(""))
        .stripTrailing();
  }

  /** The text of an offer, or all of it, in short. */
  private static String offer(Object offer) {
    if (offer instanceof Map<?, ?> members) {
      if (members.get("text") instanceof String text) {
        return Shortened.line(text);
      }
    }
    return Shortened.line(offer instanceof String text ? text : JsonObject.write(offer));
  }

  private static long time(String text) {
    return Notation.duration(text)
        .map(ago -> System.currentTimeMillis() - ago.toMillis())
        .orElseGet(
            () -> {
              long time = IsoTime.parse(text);
              if (time == IsoTime.NONE) {
                throw Failure.usage(
                    "--since '"
                        + text
                        + "' is neither a time (2026-11-20T10:00:00Z) nor how long ago (10m)");
              }
              return time;
            });
  }
}
