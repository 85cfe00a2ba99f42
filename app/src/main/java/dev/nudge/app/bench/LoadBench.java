package dev.nudge.app.bench;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench load}. */
@Command(
    name = "load",
    sortOptions = false,
    description = "How long it takes to read, check and compile many different campaigns.")
final class LoadBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--campaigns",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often (default: ${DEFAULT-VALUE}); the first round is cold.",
      defaultValue = "3")
  private int rounds;

  LoadBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1) {
      throw Failure.usage("--campaigns and --rounds are at least 1");
    }
    List<String> texts = ManyCampaigns.texts(count, 1);
    Table table =
        new Table()
            .row("round", "read (s)", "check and compile (s)", "together (s)", "campaigns/s");
    long live = 0;
    for (int round = 1; round <= rounds; round++) {
      List<Problem> problems = new ArrayList<>();
      List<CampaignDocument> documents = new ArrayList<>();
      Rounds reading = new Rounds();
      reading.measure(
          () -> {
            for (int i = 0; i < texts.size(); i++) {
              documents.addAll(CampaignReader.read(i + ".yaml", texts.get(i), problems));
            }
          });
      List<CampaignSet> compiled = new ArrayList<>();
      Rounds compiling = new Rounds();
      compiling.measure(
          () -> {
            CampaignSet.Compiled result =
                CampaignSet.compile(
                    documents.stream()
                        .map(
                            document -> CampaignFiles.published(document.campaign(), Instant.EPOCH))
                        .toList());
            problems.addAll(result.problems());
            compiled.add(result.campaigns());
          });
      if (CampaignFiles.errors(problems) > 0 || compiled.get(0).size() != count) {
        throw Failure.system("a generated campaign is wrong: " + problems.get(0));
      }
      double together = reading.median() + compiling.median();
      table.row(
          Integer.toString(round),
          seconds(reading.median()),
          seconds(compiling.median()),
          seconds(together),
          Table.number(Math.round(count / together)));
      documents.clear();
      live = Memory.live();
      if (compiled.get(0).size() != count) { // keeps it alive until here
        throw new IllegalStateException();
      }
    }
    terminal.line(Table.count(count, "different campaign") + " as YAML texts in memory");
    table.lines("  ").forEach(terminal::line);
    terminal.line(
        "heap in use with all of them compiled (and their texts): " + Memory.mebibytes(live));
    return Failure.OK;
  }

  private static String seconds(double seconds) {
    return String.format(java.util.Locale.ROOT, "%.2f", seconds);
  }
}
