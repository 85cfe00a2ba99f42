package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Memory;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.bench.workload.ManyCampaigns;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.CampaignDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench load}. */
@Command(
    name = "load",
    sortOptions = false,
    description = {
      "How long it takes to read, check and compile many different campaigns, on one thread.",
      "",
      "The last line, for programs: seconds_10000 is the median of the rounds."
    })
public final class LoadBench implements Callable<Integer> {
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
      description =
          "How often, each time with other campaigns (default: ${DEFAULT-VALUE}); the first round"
              + " is cold.",
      defaultValue = "3")
  private int times;

  /** Writes to this terminal. */
  public LoadBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || times < 1) {
      throw Failure.usage("--campaigns and --rounds are at least 1");
    }
    Table table =
        new Table()
            .row("round", "read (s)", "check and compile (s)", "together (s)", "campaigns/s");
    Rounds rounds = new Rounds();
    long live = 0;
    for (int round = 1; round <= times; round++) {
      // Others each time: what is known of a document that was compiled before must not help.
      List<String> texts = ManyCampaigns.texts(count, round);
      List<CampaignDocument> documents = new ArrayList<>();
      double reading = Rounds.seconds(() -> documents.addAll(Campaigns.read(texts)));
      List<CampaignSet> compiled = new ArrayList<>();
      double compiling = Rounds.seconds(() -> compiled.add(Campaigns.compileRead(documents)));
      double together = reading + compiling;
      rounds.add(together);
      table.row(
          Integer.toString(round),
          seconds(reading),
          seconds(compiling),
          seconds(together),
          Table.number(Math.round(count / together)));
      documents.clear();
      live = Memory.live();
      if (compiled.get(0).size() != count) { // keeps it alive until here
        throw new IllegalStateException();
      }
    }
    terminal.line(
        Table.count(count, "different campaign") + " as YAML texts in memory, one thread");
    table.lines("  ").forEach(terminal::line);
    terminal.line(
        "heap in use with all of them compiled (and their texts): " + Memory.mebibytes(live));
    new Ratios("load").put("seconds_" + count, rounds.median()).to(terminal);
    return Failure.OK;
  }

  private static String seconds(double seconds) {
    return String.format(java.util.Locale.ROOT, "%.2f", seconds);
  }
}
