package dev.nudge.app.live;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge publish}. */
@Command(
    name = "publish",
    sortOptions = false,
    description = {
      "Make campaigns live on a running system.",
      "",
      "The campaigns are checked first, as 'nudge check' does; if there is an error, none is written."
          + " Each is written to the campaigns topic under its id, and counts from the time of its"
          + " record on, or from 'published' where it says so. Then the job answers with its"
          + " version."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge publish PATH... [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge publish examples/ecommerce/campaigns",
      "  nudge publish abandoned-cart.yaml --bootstrap kafka:9092",
      "  nudge publish spring.yaml --published 2026-11-20T00:00:00Z",
      "",
      "A draft is not published: set 'status: live'. Any Kafka client that writes a document to the",
      "topic has published it too.",
      "",
      "Exit code 1 if a campaign is wrong or refused, 3 if Kafka or the job does not answer."
    })
public final class PublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Campaign files, or folders with *.yaml, *.yml and *.json files at any depth.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--published",
      paramLabel = "TIME",
      description = "The time of publication (2026-11-20T10:00:00Z), if not now.")
  private @Nullable Instant published;

  @Mixin private WaitOptions wait = new WaitOptions();

  @Option(names = "--json", description = "Print one JSON object a campaign, for machines.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public PublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Checks campaigns and publishes them now, as the command does.
   *
   * @param paths files and folders
   * @return the exit code
   * @throws Failure if a campaign is wrong, or Kafka or the job does not answer
   */
  public static int publish(List<Path> paths, Settings settings, Terminal terminal)
      throws IOException {
    PublishCommand command = new PublishCommand(terminal);
    command.paths = paths;
    return command.publish(settings);
  }

  @Override
  public Integer call() throws IOException {
    return publish(options.settings(terminal));
  }

  /** The names of the segments of this folder, where there are some. */
  private static Optional<Set<String>> segments(Settings settings) {
    String named = settings.customer().segments();
    Path folder = Path.of(named.isEmpty() ? "segments" : named);
    return Files.isDirectory(folder)
        ? CampaignFiles.segmentsAmong(List.of(folder))
        : Optional.empty();
  }

  private int publish(Settings settings) throws IOException {
    CampaignFiles files = CampaignFiles.read(paths);
    List<Problem> problems = files.allProblems(segments(settings));
    problems.forEach(problem -> terminal.say(problem.toString()));
    long errors = CampaignFiles.errors(problems);
    if (errors > 0) {
      throw Failure.input(
          Table.count(errors, "error") + " in the campaigns, so nothing is published: mend them");
    }
    List<Publication> ready = new ArrayList<>();
    for (Publication publication : Publication.of(files)) {
      if (publication.status() == Campaign.Status.DRAFT) {
        leaveOut(publication);
      } else {
        ready.add(publication);
      }
    }
    if (ready.isEmpty()) {
      throw Failure.input("nothing but drafts, so nothing is published: set 'status: live'");
    }
    Answers answers = new Answers(terminal, json);
    List<PublishResult> silent =
        Cluster.use(
            settings.kafka(),
            cluster ->
                new Publisher(cluster, settings.topics(), wait.duration())
                    .publish(
                        ready, published == null ? null : published.toEpochMilli(), answers::show));
    return answers.end(silent, wait.text());
  }

  private void leaveOut(Publication draft) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("campaign", draft.id());
      line.put("state", "draft");
      terminal.line(JsonObject.write(line));
    } else {
      terminal.say(draft.id() + ": a draft, not published; set 'status: live'");
    }
  }
}
