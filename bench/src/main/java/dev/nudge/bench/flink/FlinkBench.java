package dev.nudge.bench.flink;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ClickStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench flink}. */
@Command(
    name = "flink",
    sortOptions = false,
    description = {
      "Six patterns of a shop in Flink: as campaigns, in Flink CEP, and none at all.",
      "",
      "The three take the same clicks from memory, in turns, in a Flink of this process; Nudge and",
      "Flink CEP must fire equally often. The last line, for programs: to_cep is how fast Nudge is as a",
      "multiple of Flink CEP, to_pass as a share of a job that hands each click on."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench flink",
      "  nudge bench flink --events 100000 --state rocksdb --rounds 1"
    })
public final class FlinkBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "500000")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after one to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many tasks look for patterns (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int parallelism;

  @Option(
      names = "--state",
      paramLabel = "WHERE",
      description = "Where users are kept: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "heap")
  private State state = State.heap;

  /** As it is written on the command line. */
  @SuppressWarnings("checkstyle:ConstantName")
  enum State {
    heap,
    rocksdb
  }

  /** Writes to this terminal. */
  public FlinkBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1 || parallelism < 1) {
      throw Failure.usage("--events, --rounds and --parallelism are at least 1");
    }
    Click[] clicks = ClickStream.first(count);
    Map<Contestant, List<?>> elements = new EnumMap<>(Contestant.class);
    Map<Contestant, Rounds> times = new EnumMap<>(Contestant.class);
    Map<Contestant, Long> counts = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      elements.put(contestant, contestant.elements(clicks));
      times.put(contestant, new Rounds());
    }
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      for (int round = 0; round <= rounds; round++) {
        for (Contestant contestant : Contestant.values()) {
          terminal.draw("round " + round + " of " + rounds + ": " + contestant.title() + " ...");
          Tape tape = Tape.begin(elements.get(contestant));
          double seconds = run(contestant, tape, folder);
          counts.put(contestant, tape.count());
          if (round > 0) {
            times.get(contestant).add(seconds);
          }
        }
        agree(counts);
      }
    }
    terminal.draw("");
    report(times, counts);
    return Failure.OK;
  }

  private double run(Contestant contestant, Tape tape, TemporaryFolder folder) throws Exception {
    Configuration settings = new Configuration();
    settings.setString("state.backend.type", state == State.heap ? "hashmap" : "rocksdb");
    settings.setString("state.backend.rocksdb.localdir", folder.path().toString());
    settings.setString("rest.bind-port", "0");
    settings.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    env.getConfig().enableObjectReuse();
    System.gc();
    contestant.build(env, tape);
    env.execute(contestant.title());
    return tape.end();
  }

  private static void agree(Map<Contestant, Long> counts) {
    if (!counts.get(Contestant.CEP).equals(counts.get(Contestant.NUDGE))) {
      throw Failure.system(
          "Flink CEP fired "
              + counts.get(Contestant.CEP)
              + " times, Nudge "
              + counts.get(Contestant.NUDGE));
    }
  }

  private void report(Map<Contestant, Rounds> times, Map<Contestant, Long> counts) {
    terminal.line(
        "%s in memory, %s, state in %s, medians of %s:"
            .formatted(
                Table.count(count, "event"),
                Table.count(parallelism, "task"),
                state == State.heap ? "the heap" : "RocksDB",
                Table.count(rounds, "round")));
    Table table = new Table().row("", "events/s", "of the pass-through", "came out");
    double pass = times.get(Contestant.PASS_THROUGH).median();
    times.forEach(
        (contestant, seconds) ->
            table.row(
                contestant.title(),
                Table.number(Math.round(count / seconds.median())),
                String.format(Locale.ROOT, "%.3f", pass / seconds.median()),
                Table.number(counts.get(contestant))));
    table.lines("  ").forEach(terminal::line);
    double nudge = times.get(Contestant.NUDGE).median();
    new Ratios("flink")
        .put("to_cep", times.get(Contestant.CEP).median() / nudge)
        .put("to_pass", pass / nudge)
        .to(terminal);
  }
}
