package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench latency}. */
@Command(
    name = "latency",
    sortOptions = false,
    description = {
      "How long it takes from an event to its trigger, at 10, 50 and 90 % of what the job takes.",
      "",
      "In turns with it, the same for a Flink job that only copies from Kafka to Kafka, at the same",
      "number of events a second. Events come at their times, whatever becomes of those before; each",
      "is counted from when it was due. The last line, for programs: p99_to_pass_at_50 is the 99th",
      "percentile at 50 % as a multiple of the copying job's."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench latency",
      "  nudge bench latency --seconds 3 --rounds 1",
      "  nudge bench latency --sustainable 1000"
    })
public final class LatencyBench implements Callable<Integer> {
  private static final int[] SHARES = {10, 50, 90};

  private static final String CAMPAIGN =
      """
      id: each-ping
      pattern:
        steps:
          - {name: ping, event: ping}
      offer: {text: "Due at ${ping.due}"}
      """;

  private final Terminal terminal;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long at each rate (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, each of the two in turns (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "So many events as fast as they are taken, twice: the second time says what is"
              + " sustainable (default: ${DEFAULT-VALUE}).",
      defaultValue = "60000")
  private int warmUp;

  @Option(
      names = "--sustainable",
      paramLabel = "N",
      description = "So many events a second are 100 %%; default: what the warm-up shows.",
      defaultValue = "0")
  private double sustainable;

  /** Writes to this terminal. */
  public LatencyBench(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What both took at one rate. */
  private static final class AtRate {
    final Histogram nudge = new Histogram(3);
    final Histogram copy = new Histogram(3);
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < 1 || rounds < 1 || warmUp < 1 || sustainable < 0) {
      throw Failure.usage("--seconds, --rounds and --warm-up are at least 1, --sustainable 0");
    }
    terminal.draw("starting ...");
    Map<Integer, AtRate> all = new TreeMap<>();
    double whole;
    try (LocalSystem system = LocalSystem.open()) {
      system.runNudge();
      system.runCopy();
      String events = system.settings.topics().events().get(0).topic();
      try (Pings nudge = new Pings(system, events, system.settings.topics().triggers());
          Pings copy = new Pings(system, LocalSystem.COPIED_FROM, LocalSystem.COPIED_TO)) {
        publish(system);
        terminal.draw("warming up ...");
        copy.asFastAsPossible(warmUp);
        nudge.asFastAsPossible(warmUp);
        copy.asFastAsPossible(warmUp);
        double most = nudge.asFastAsPossible(warmUp);
        whole = sustainable > 0 ? sustainable : most;
        for (int round = 1; round <= rounds; round++) {
          for (int share : SHARES) {
            terminal.draw("round " + round + " of " + rounds + ", " + share + " % ...");
            AtRate at = all.computeIfAbsent(share, any -> new AtRate());
            double rate = whole * share / 100;
            at.copy.add(copy.at(rate, seconds));
            at.nudge.add(nudge.at(rate, seconds));
          }
        }
      }
    }
    terminal.draw("");
    show(all, whole);
    return Failure.OK;
  }

  private static void publish(LocalSystem system) {
    try (RecordTimes answers =
        system.timesOf(system.settings.topics().status()).named(PublishBench::name)) {
      system.send(system.settings.topics().campaigns(), "each-ping", CAMPAIGN);
      answers.await("each-ping");
    }
  }

  private void show(Map<Integer, AtRate> all, double whole) {
    terminal.line(
        "sustainable: "
            + Table.number(Math.round(whole))
            + " events a second, each with a trigger; milliseconds from when an event was due until"
            + " its trigger, or copy, can be read:");
    Table table = new Table().row("", "events/s", "p50", "p99", "p99.9", "longest", "p99 to copy");
    Ratios ratios = new Ratios("latency");
    all.forEach(
        (share, at) -> {
          double ratio = millis(at.nudge, 99) / millis(at.copy, 99);
          String rate = Table.number(Math.round(whole * share / 100));
          table.row(cells(share + " %, event to trigger", rate, at.nudge, ratio));
          table.row(cells(share + " %, a job that only copies", rate, at.copy, 1));
          ratios.put("p99_to_pass_at_" + share, ratio);
        });
    table.lines("  ").forEach(terminal::line);
    ratios.to(terminal);
  }

  private static String[] cells(String name, String rate, Histogram nanos, double ratio) {
    return new String[] {
      name,
      rate,
      text(millis(nanos, 50)),
      text(millis(nanos, 99)),
      text(millis(nanos, 99.9)),
      text(millis(nanos, 100)),
      String.format(Locale.ROOT, "%.2f", ratio)
    };
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  private static String text(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
