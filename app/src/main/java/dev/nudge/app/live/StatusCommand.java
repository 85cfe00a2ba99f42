package dev.nudge.app.live;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.DocumentText;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code nudge pause}, {@code nudge resume} and {@code nudge end}: the document of a campaign is
 * read from its topic and written again with another status, all else as its author left it.
 */
@Command(
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
public final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Campaign.Status status;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The campaigns, by their ids.")
  private List<String> ids = new ArrayList<>();

  @Mixin private WaitOptions wait = new WaitOptions();

  @Option(names = "--json", description = "Print one JSON object a campaign, for machines.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  private StatusCommand(Terminal terminal, Campaign.Status status) {
    this.terminal = terminal;
    this.status = status;
  }

  /** {@code nudge pause}. */
  public static CommandLine pause(Terminal terminal) {
    return command(
        "pause",
        new StatusCommand(terminal, Campaign.Status.PAUSED),
        "Let campaigns rest until they are resumed.",
        "A paused campaign fires nothing. Its document is written again with 'status: paused'.");
  }

  /** {@code nudge resume}. */
  public static CommandLine resume(Terminal terminal) {
    return command(
        "resume",
        new StatusCommand(terminal, Campaign.Status.LIVE),
        "Let paused campaigns run again.",
        "Their documents are written again with 'status: live', which is a new version.");
  }

  /** {@code nudge end}. */
  public static CommandLine end(Terminal terminal) {
    return command(
        "end",
        new StatusCommand(terminal, Campaign.Status.ENDED),
        "End campaigns.",
        "An ended campaign fires nothing any more. Its document is written again with"
            + " 'status: ended', so 'nudge campaigns' still shows it.");
  }

  private static CommandLine command(
      String name, StatusCommand command, String does, String means) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec()
        .name(name)
        .usageMessage()
        .customSynopsis("nudge " + name + " ID... [OPTION...]")
        .description(does, "", means)
        .footer(
            "",
            "Examples:",
            "  nudge " + name + " abandoned-cart",
            "  nudge " + name + " cross-sell churn-risk --bootstrap kafka:9092",
            "",
            "Exit code 1 if there is no such campaign, 3 if Kafka or the job does not answer.");
    return line;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    Answers answers = new Answers(terminal, json);
    List<PublishResult> silent =
        Cluster.use(
            settings.kafka(),
            cluster -> {
              Publisher publisher = new Publisher(cluster, settings.topics(), wait.duration());
              return publisher.publish(changed(cluster, settings.topics()), null, answers::show);
            });
    return answers.end(silent, wait.text());
  }

  private List<Publication> changed(Cluster cluster, Settings.Topics topics) throws IOException {
    Set<String> wanted = new LinkedHashSet<>(ids);
    Set<String> known = new TreeSet<>();
    Map<String, List<CampaignTopic.Entry>> entries = new LinkedHashMap<>();
    CampaignTopic.read(
        cluster,
        topics.campaigns(),
        entry -> {
          known.add(entry.id());
          if (wanted.contains(entry.id())) {
            entries.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(entry);
          }
        });
    List<Publication> changed = new ArrayList<>();
    for (String id : wanted) {
      List<CampaignTopic.Entry> versions = entries.get(id);
      if (versions == null) {
        refuseForeign(id, CampaignTopic.statuses(cluster, topics.status()).get(id));
        throw Failure.input(
            "there is no campaign '"
                + id
                + "'"
                + Suggestion.didYouMean(id, known)
                + "; 'nudge campaigns' lists them");
      }
      changed.add(changed(id, versions));
    }
    return changed;
  }

  private static void refuseForeign(String id, @Nullable CampaignStatus status) {
    if (status != null && status.isForeign()) {
      throw Failure.input(
          "'" + id + "' is written on the topic '" + status.topic() + "': change it there");
    }
  }

  private static boolean isShadow(CampaignTopic.Entry version) {
    return version
        .sound()
        .filter(document -> document.campaign().status() == Campaign.Status.SHADOW)
        .isPresent();
  }

  private Publication changed(String id, List<CampaignTopic.Entry> versions) {
    CampaignTopic.Entry last = versions.get(versions.size() - 1);
    if (last.text().isEmpty()) {
      throw Failure.input(
          "'" + id + "' has ended and its document is gone: 'nudge publish' it again");
    }
    for (int i = versions.size() - 1; i >= 0 && versions.get(i).text().isPresent(); i--) {
      CampaignTopic.Entry version = versions.get(i);
      if (version.sound().isPresent()) {
        if (i < versions.size() - 1) {
          terminal.say(id + ": the last document has mistakes, so this is about the one before it");
        }
        return changed(version);
      }
    }
    if (status == Campaign.Status.ENDED) {
      // Nothing is left to write again, but a campaign without a document has ended too.
      return new Publication(id, status, last.place(), Optional.empty());
    }
    throw Failure.input(
        "the document of '"
            + id
            + "' ("
            + last.place()
            + ") has mistakes: 'nudge publish' a right one, or 'nudge end "
            + id
            + "'");
  }

  private Publication changed(CampaignTopic.Entry version) {
    if (status == Campaign.Status.PAUSED && isShadow(version)) {
      throw Failure.input(
          "'"
              + version.id()
              + "' runs in the shadow, where nothing of it goes out: it is not paused, 'nudge end' it");
    }
    String word = status.name().toLowerCase(Locale.ROOT);
    return DocumentText.split(version.place(), version.text().orElse("")).stream()
        .findFirst()
        .flatMap(document -> document.with("status", word))
        .map(
            document ->
                new Publication(version.id(), status, version.place(), Optional.of(document)))
        .orElseThrow(
            () ->
                Failure.input(
                    "the status of '"
                        + version.id()
                        + "' cannot be changed inside its document: 'nudge publish' it with 'status: "
                        + word
                        + "'"));
  }
}
