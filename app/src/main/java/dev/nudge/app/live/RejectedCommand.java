package dev.nudge.app.live;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge rejected}. */
@Command(
    name = "rejected",
    sortOptions = false,
    description = {
      "Show what could not be used: when, where it came from, why, and what it was.",
      "",
      "Nothing is dropped silently: events, profiles, things of the catalogue and campaigns that cannot"
          + " be used are kept with the reason. Shows all so far and ends; with --follow it goes on"
          + " until Ctrl-C."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge rejected [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge rejected --follow",
      "  nudge rejected --json | jq -r .reason | sort | uniq -c",
      "",
      "Exit code 3 if Kafka does not answer."
    })
public final class RejectedCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Print each as one line of JSON, as it is.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public RejectedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    Tail tail =
        new Tail(List.of(settings.topics().rejected()), this::shown, OptionalLong.empty(), follow);
    Cluster.use(
        settings.kafka(),
        cluster -> {
          tail.show(cluster, terminal);
          return Failure.OK;
        });
    return Failure.OK;
  }

  private Optional<Tail.Shown> shown(ConsumerRecord<byte[], byte[]> message) {
    return JsonObject.read(message.value())
        .map(
            rejected ->
                json
                    ? Tail.Shown.json(message.timestamp(), message.value())
                    : new Tail.Shown(message.timestamp(), lines(message.timestamp(), rejected)));
  }

  /** {@code 2026-11-20T10:02:00Z nudge.events-0@123 no time {"user":"u1"}}. */
  private static List<String> lines(long time, JsonObject rejected) {
    List<String> problems = rejected.texts("problems");
    String detail = rejected.text("detail");
    String reason = rejected.text("reason") + (detail.isEmpty() ? "" : ": " + detail);
    String name = rejected.text("source_name");
    String source = (name.isEmpty() ? "" : name + " ") + rejected.text("source");
    String line = String.join("  ", IsoTime.format(time), source, Shortened.line(reason));
    if (problems.isEmpty()) {
      return List.of((line + "  " + raw(rejected)).stripTrailing());
    }
    // A document says less in one line than what is wrong with it.
    List<String> lines = new ArrayList<>(List.of(line));
    problems.forEach(problem -> lines.add("    " + Shortened.line(problem)));
    return lines;
  }

  /** What came: bytes that are no text are said to be base64, and a part to be one. */
  private static String raw(JsonObject rejected) {
    String encoding = rejected.text("encoding");
    String raw = (encoding.isEmpty() ? "" : encoding + ":") + Shortened.line(rejected.text("raw"));
    return rejected.texts("cut").contains("raw")
        ? raw + " (of " + rejected.number("bytes") + " bytes)"
        : raw;
  }
}
