package dev.nudge.app.live;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.input.FileInput;
import dev.nudge.app.input.MappingFile;
import dev.nudge.app.kafka.CanonicalTopic;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge send}. */
@Command(
    name = "send",
    sortOptions = false,
    description = {
      "Write events, profiles or a catalogue to Kafka.",
      "",
      "Each line becomes a record of canonical JSON: an event or profile update under its user, a thing"
          + " of the catalogue under its product id. With --source, a line goes out as it is, if that"
          + " source's mapping can read it. A line that cannot be used goes to the rejected topic, with"
          + " the reason."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge send (--events FILE | --profiles FILE | --catalog FILE) [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Files are JSON lines (.jsonl) or CSV (.csv) with a header; both may be gzipped (.gz).",
      "",
      "Examples:",
      "  nudge send --events examples/ecommerce/events.csv --mapping examples/ecommerce/mapping.yaml",
      "  nudge send --profiles profiles.jsonl --bootstrap kafka:9092",
      "  nudge send --events changes.jsonl --source orders",
      "  tail -f clicks.jsonl | nudge send --events - --mapping clicks.yaml",
      "",
      "Exit code 1 if the mapping or the file is wrong, 3 if Kafka does not answer; a line that cannot",
      "be used is only counted."
    })
public final class SendCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Terminal terminal;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  private What what;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "How a line becomes an event, profile update or thing of the catalogue.")
  private @Nullable Path mapping;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where the lines go, if not to the topic of the settings.")
  private @Nullable String topic;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "Send events to this source of the settings (topics.events). Where it has a mapping, lines"
              + " go out as they are, checked by it.")
  private @Nullable String source;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most so many lines a second (default: as fast as possible).")
  private @Nullable Double rate;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One of three kinds of lines. */
  static final class What {
    @Option(
        names = "--events",
        paramLabel = "FILE",
        description = "Events; '-' for JSON lines from standard input.")
    private @Nullable Path events;

    @Option(
        names = "--profiles",
        paramLabel = "FILE",
        description = "What is known of the users; '-' as above.")
    private @Nullable Path profiles;

    @Option(
        names = "--catalog",
        paramLabel = "FILE",
        description = "What is known of the products; '-' as above.")
    private @Nullable Path catalog;
  }

  @Override
  public Integer call() throws IOException {
    if (rate != null && !(rate > 0)) {
      throw Failure.usage("--rate " + rate + " is no rate; write how many lines a second");
    }
    if (source != null && (what.events == null || topic != null)) {
      throw Failure.usage("--source goes with --events, and in place of --topic");
    }
    Settings settings = options.settings(terminal);
    Settings.Topics topics = settings.topics();
    Mapping read = MappingFile.read(Optional.ofNullable(mapping), terminal);
    if (what.events != null) {
      Optional<Settings.Source> named = named(topics.events());
      if (named.isPresent() && named.get().mapping() != null) {
        return send(
            what.events,
            LineForm.asItIs(named.get().readMapping()),
            Target.of(named.get(), settings),
            settings);
      }
      return send(
          what.events,
          LineForm.events(read),
          named
              .map(source -> Target.of(source, settings))
              .orElseGet(() -> canonical(topics.events(), settings)),
          settings);
    }
    if (what.profiles != null) {
      return send(
          what.profiles,
          LineForm.profiles(read),
          canonical(List.of(topics.profiles()), settings),
          settings);
    }
    if (what.catalog != null) {
      return send(
          what.catalog,
          LineForm.catalog(read, mapping != null),
          canonical(List.of(topics.catalog()), settings),
          settings);
    }
    throw Failure.usage("name a file with --events, --profiles or --catalog");
  }

  private <T> int send(Path file, LineForm<T> form, Target target, Settings settings)
      throws IOException {
    try (FileInput<T> lines = open(file, form.layout())) {
      Shipment<T> shipment =
          new Shipment<>(
              file.equals(STANDARD_INPUT) ? "standard input" : file.toString(),
              lines,
              form,
              target);
      Sent sent =
          Cluster.use(
              settings.kafka(),
              cluster -> shipment.send(cluster, rate == null ? Double.MAX_VALUE : rate, terminal));
      if (json) {
        terminal.line(JsonObject.write(sent.json()));
      } else {
        sent.lines(settings.topics().rejected()).forEach(terminal::say);
      }
      if (sent.nothingUsable()) {
        throw Failure.input(
            "not one line of '" + file + "' could be used; 'nudge rejected' says why of each");
      }
      return Failure.OK;
    }
  }

  private static <T> FileInput<T> open(Path file, Layout<T> layout) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? FileInput.lines(new FileInputStream(FileDescriptor.in), "standard input", layout)
        : FileInput.open(file, layout);
  }

  private Target canonical(List<Settings.Source> sources, Settings settings) {
    return topic != null
        ? Target.of(topic, settings)
        : Target.of(CanonicalTopic.among(sources), settings);
  }

  /** The source that is asked for. */
  private Optional<Settings.Source> named(List<Settings.Source> sources) {
    if (source == null) {
      return Optional.empty();
    }
    Settings.Source named =
        sources.stream()
            .filter(each -> each.name().equals(source))
            .findFirst()
            .orElseThrow(
                () -> Failure.usage("there is no source '" + source + "'" + near(sources)));
    if (named.mapping() != null && mapping != null) {
      throw Failure.usage(
          "the source '"
              + source
              + "' has its mapping in the settings and takes lines in that form: leave --mapping"
              + " out");
    }
    return Optional.of(named);
  }

  private String near(List<Settings.Source> sources) {
    List<String> names = sources.stream().map(Settings.Source::name).toList();
    return Suggestion.nearest(String.valueOf(source), names)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; topics.events has " + String.join(", ", names));
  }
}
