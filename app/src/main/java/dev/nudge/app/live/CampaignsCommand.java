package dev.nudge.app.live;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.terminal.Ago;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge campaigns}. */
@Command(
    name = "campaigns",
    sortOptions = false,
    description = {
      "List the campaigns of a running system.",
      "",
      "STATE is active, shadow, paused, ended, refused (the last document has mistakes; the VERSION named stays"
          + " live) or waiting (no job has read it yet)."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge campaigns [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge campaigns",
      "  nudge campaigns --json | jq -r 'select(.state == \"refused\") | .problems[]'",
      "",
      "Exit code 3 if Kafka does not answer."
    })
public final class CampaignsCommand implements Callable<Integer> {
  private static final String WAITING = "waiting";

  private final Terminal terminal;

  @Option(names = "--json", description = "Print one JSON object a campaign, for machines.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public CampaignsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One campaign of the list. */
  private record Line(
      String id, String state, long version, long published, String name, List<String> problems) {
    String shownVersion() {
      return version > 0 ? Long.toString(version) : "-";
    }

    String shownPublished(long now) {
      return published == IsoTime.NONE ? "-" : Ago.of(published, now);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("campaign", id);
      if (!name.isEmpty()) {
        json.put("name", name);
      }
      json.put("state", state);
      json.put("version", version);
      if (published != IsoTime.NONE) {
        json.put("published", IsoTime.format(published));
      }
      json.put("problems", problems);
      return json;
    }
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings(terminal);
    List<Line> lines = Cluster.use(settings.kafka(), cluster -> lines(cluster, settings.topics()));
    if (json) {
      lines.forEach(line -> terminal.line(JsonObject.write(line.json())));
      return Failure.OK;
    }
    if (lines.isEmpty()) {
      terminal.say("no campaigns yet: 'nudge publish PATH' makes one live");
      return Failure.OK;
    }
    long now = System.currentTimeMillis();
    Table table = Table.ofWords().row("ID", "STATE", "VERSION", "PUBLISHED", "NAME");
    for (Line line : lines) {
      table.row(
          line.id(), line.state(), line.shownVersion(), line.shownPublished(now), line.name());
    }
    table.lines("").forEach(terminal::line);
    return Failure.OK;
  }

  private static List<Line> lines(Cluster cluster, Settings.Topics topics) throws IOException {
    Map<String, CampaignTopic.Entry> documents = new TreeMap<>();
    CampaignTopic.read(cluster, topics.campaigns(), entry -> documents.put(entry.id(), entry));
    // After the documents: an answer may have come in between, a document without one may not.
    Map<String, CampaignStatus> statuses = CampaignTopic.statuses(cluster, topics.status());
    TreeSet<String> ids = new TreeSet<>(documents.keySet());
    ids.addAll(statuses.keySet());
    return ids.stream().map(id -> line(id, documents.get(id), statuses.get(id))).toList();
  }

  private static Line line(
      String id, CampaignTopic.@Nullable Entry document, @Nullable CampaignStatus status) {
    if (status == null || isBehind(document, status)) {
      return new Line(
          id,
          WAITING,
          status == null ? 0 : status.version(),
          document == null ? IsoTime.NONE : document.time(),
          Optional.ofNullable(document)
              .flatMap(CampaignTopic.Entry::sound)
              .flatMap(read -> read.campaign().name())
              .map(Text::value)
              .orElse(""),
          List.of());
    }
    return new Line(
        id, status.state(), status.version(), status.published(), status.name(), status.problems());
  }

  /** Whether a document was written that the job has not answered. */
  private static boolean isBehind(CampaignTopic.@Nullable Entry document, CampaignStatus status) {
    return document != null
        && !status.isForeign()
        && document.partition() == status.partition()
        && document.offset() > status.offset();
  }
}
