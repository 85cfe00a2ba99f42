package dev.nudge.bench.engine;

import dev.nudge.app.replay.ReplayJob;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Memory;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.bench.workload.Workload;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench replay}. */
@Command(
    name = "replay",
    sortOptions = false,
    description =
        "Replay generated events through the ecommerce campaigns, beside merely reading and parsing"
            + " the same file.")
public final class ReplayBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private long count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after one round to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "csv or jsonl (default: ${DEFAULT-VALUE}).",
      defaultValue = "csv")
  private String form = "csv";

  /** Writes to this terminal. */
  public ReplayBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1 || !(form.equals("csv") || form.equals("jsonl"))) {
      throw Failure.usage("--events and --rounds are at least 1, and --form is csv or jsonl");
    }
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      terminal.draw("generating " + Table.count(count, "event") + " ...");
      Workload workload =
          Workload.generate(
              folder.path(), count, Workload.Form.valueOf(form.toUpperCase(Locale.ROOT)));
      ReplayJob job =
          ReplayJob.of(
              workload.campaigns(),
              workload.events(),
              workload.mapping(),
              Optional.of(folder.path().resolve("triggers.jsonl")));
      Rounds parsing = new Rounds();
      Rounds replaying = new Rounds();
      long triggers = 0;
      long peak = 0;
      for (int round = 0; round <= rounds; round++) {
        boolean counts = round > 0;
        terminal.draw(counts ? "round " + round + " of " + rounds : "warming up");
        (counts ? parsing : new Rounds()).measure(() -> parse(job));
        System.gc();
        long[] fired = new long[1];
        try (Memory.Watch watch = new Memory.Watch()) {
          (counts ? replaying : new Rounds())
              .measure(() -> fired[0] = job.run(quiet()).triggerCount());
          peak = Math.max(peak, watch.most());
        }
        triggers = fired[0];
      }
      terminal.draw("");
      report(Files.size(workload.events()), parsing, replaying, triggers, peak);
    }
    return Failure.OK;
  }

  private void parse(ReplayJob job) throws Exception {
    long[] parsed = new long[1];
    job.parse(event -> parsed[0]++, terminal);
    if (parsed[0] != count) {
      throw Failure.system("of " + count + " generated events " + parsed[0] + " could be used");
    }
  }

  private void report(long bytes, Rounds parsing, Rounds replaying, long triggers, long peak) {
    terminal.line(
        Table.count(count, "generated event")
            + " as "
            + form
            + " ("
            + Memory.mebibytes(bytes)
            + "), 5 campaigns of examples/ecommerce, "
            + Table.count(triggers, "trigger")
            + ", "
            + Table.count(rounds, "round"));
    Table table = Rounds.table("", "events");
    parsing.addTo(table, "read and parse only, one thread", count);
    replaying.addTo(
        table,
        "replay, parsing beside " + Runtime.getRuntime().availableProcessors() + " threads",
        count);
    table.lines("  ").forEach(terminal::line);
    terminal.line(
        "heap used at most, garbage included: "
            + Memory.mebibytes(peak)
            + " of "
            + Memory.mebibytes(Memory.limit()));
    new Ratios("replay").put("to_parse", parsing.median() / replaying.median()).to(terminal);
  }

  /** The summaries of the rounds interest nobody. */
  private static Terminal quiet() {
    return new Terminal(
        java.io.OutputStream.nullOutputStream(), java.io.OutputStream.nullOutputStream(), false);
  }
}
