package dev.nudge.bench.flink;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.bench.workload.Click;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      "All take the same clicks from memory, in turns, in a Flink of this process; Nudge and Flink",
      "CEP must fire equally often. The clock starts when something has come out of the job. The",
      "last line, for programs: to_cep is how fast Nudge is as a multiple of Flink CEP, to_pass as",
      "a share of a job that hands each click on, rocksdb_to_heap with its users in RocksDB as a",
      "share of itself with users in the heap."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench flink",
      "  nudge bench flink --parallelism 2 --state heap",
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
      description = {
        "Where users are kept: ${COMPLETION-CANDIDATES}; BOTH: in the heap, and those of Nudge in",
        "RocksDB beside it (default: ${DEFAULT-VALUE})."
      },
      defaultValue = "BOTH")
  private State state = State.BOTH;

  enum State {
    HEAP,
    ROCKSDB,
    BOTH
  }

  /** Writes to this terminal. */
  public FlinkBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count <= Prelude.CLICKS || rounds < 1 || parallelism < 1) {
      throw Failure.usage(
          "--events is at least %d, --rounds and --parallelism 1".formatted(Prelude.CLICKS + 1));
    }
    Click[] clicks = Prelude.and(count);
    boolean onDisk = state == State.ROCKSDB;
    Entry pass = new Entry(Contestant.PASS_THROUGH, clicks, onDisk);
    Entry cep = new Entry(Contestant.CEP, clicks, onDisk);
    Entry nudge = new Entry(Contestant.NUDGE, clicks, onDisk);
    Optional<Entry> rocks =
        state == State.BOTH
            ? Optional.of(new Entry(Contestant.NUDGE, clicks, true))
            : Optional.empty();
    List<Entry> all = new ArrayList<>(List.of(pass, cep, nudge));
    rocks.ifPresent(all::add);
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      for (int round = 0; round <= rounds; round++) {
        for (Entry entry : all) {
          terminal.draw("round " + round + " of " + rounds + ": " + entry.title() + " ...");
          double seconds = run(entry, folder);
          if (round > 0) {
            entry.times.add(seconds);
          }
        }
        for (Entry other : all.subList(all.indexOf(nudge), all.size())) {
          if (cep.fired != other.fired) {
            throw Failure.system(
                "%s fired %d times, %s %d times"
                    .formatted(cep.title(), cep.fired, other.title(), other.fired));
          }
        }
      }
    }
    terminal.draw("");
    report(all);
    Ratios ratios = new Ratios("flink").put("to_cep", nudge.of(cep)).put("to_pass", nudge.of(pass));
    rocks.ifPresent(entry -> ratios.put("rocksdb_to_heap", entry.of(nudge)));
    ratios.to(terminal);
    return Failure.OK;
  }

  /** A contestant, what it reads, and how it did. */
  private static final class Entry {
    final Contestant contestant;
    final List<?> elements;
    final boolean onDisk;
    final Rounds times = new Rounds();
    long fired;

    Entry(Contestant contestant, Click[] clicks, boolean onDisk) {
      this.contestant = contestant;
      this.onDisk = onDisk;
      this.elements = contestant.elements(clicks);
    }

    String title() {
      return contestant == Contestant.PASS_THROUGH
          ? contestant.title()
          : contestant.title() + (onDisk ? ", state in RocksDB" : ", state in the heap");
    }

    /** Its speed as a share of another's. */
    double of(Entry other) {
      return other.times.median() / times.median();
    }
  }

  private double run(Entry entry, TemporaryFolder folder) throws Exception {
    Configuration settings = new Configuration();
    settings.setString("state.backend.type", entry.onDisk ? "rocksdb" : "hashmap");
    settings.setString("state.backend.rocksdb.localdir", folder.path().toString());
    settings.setString("rest.bind-port", "0");
    settings.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    env.getConfig().enableObjectReuse();
    System.gc();
    Tape tape = Tape.begin(entry.elements);
    entry.contestant.build(env, tape);
    env.execute(entry.title());
    entry.fired = tape.count();
    return tape.end();
  }

  private void report(List<Entry> all) {
    terminal.line(
        "%s in memory, %s, medians of %s:"
            .formatted(
                Table.count(count, "event"),
                Table.count(parallelism, "task"),
                Table.count(rounds, "round")));
    Table table = new Table().row("", "events/s", "of the pass-through", "came out");
    for (Entry entry : all) {
      table.row(
          entry.title(),
          Table.number(Math.round(count / entry.times.median())),
          String.format(Locale.ROOT, "%.3f", entry.of(all.get(0))),
          Table.number(entry.fired));
    }
    table.lines("  ").forEach(terminal::line);
  }
}
