package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench kafka}. */
@Command(
    name = "kafka",
    sortOptions = false,
    description = {
      "The job from Kafka to Kafka, beside one that parses the same JSON and writes it again.",
      "",
      "A broker and both jobs, idle in turns, in this process; the five campaigns of",
      "examples/ecommerce; a stock client writes the events, and the time ends when the last trigger",
      "that an event brought about is readable, or the last record. The last line, for programs:",
      "to_pass is the job's speed as a share of the other's."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench kafka",
      "  nudge bench kafka --events 50000 --rounds 1"
    })
public final class KafkaBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "300000")
  private int count;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Of so many (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int users;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after one to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  /** Writes to this terminal. */
  public KafkaBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || users < 1 || rounds < 1) {
      throw Failure.usage("--events, --users and --rounds are at least 1");
    }
    ShopLoad load = new ShopLoad(count, users);
    Rounds parsed = new Rounds();
    Rounds detected = new Rounds();
    terminal.draw("starting ...");
    try (LocalSystem system = LocalSystem.open()) {
      system.runNudge();
      system.runParse();
      ShopLoad.publishCampaigns(system.settings, terminal);
      String events = system.settings.topics().events().get(0).topic();
      String triggers = system.settings.topics().triggers();
      try (Throughput parse = new Throughput(system.bootstrap(), LocalSystem.COPIED_TO);
          Throughput detect = new Throughput(system.bootstrap(), triggers)) {
        for (int round = 0; round <= rounds; round++) {
          terminal.draw("round " + round + " of " + rounds + " ...");
          List<Throughput.Line> lines = load.events(round);
          double parsing = parse.seconds(LocalSystem.COPIED_FROM, lines, all -> true);
          double detecting = detect.seconds(events, lines, ShopLoad::isOfAnEvent);
          if (round > 0) { // the first warms up
            parsed.add(parsing);
            detected.add(detecting);
          }
        }
        if (parse.seen() != (long) count * (rounds + 1)) {
          throw Failure.system(parse.seen() + " records came through the job that parses");
        }
      }
    }
    terminal.draw("");
    terminal.line(
        Table.count(count, "event") + " of " + Table.number(users) + " users in a round:");
    Table table = Rounds.table("", "events");
    parsed.addTo(table, "a job that parses and writes", count);
    detected.addTo(table, "Nudge, five campaigns", count);
    table.lines("  ").forEach(terminal::line);
    new Ratios("kafka").put("to_pass", parsed.median() / detected.median()).to(terminal);
    return Failure.OK;
  }
}
