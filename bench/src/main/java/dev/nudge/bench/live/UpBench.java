package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.Workload;
import dev.nudge.settings.Settings;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench up}. */
@Command(
    name = "up",
    sortOptions = false,
    description = {
      "How many events a second all of 'nudge up' takes: broker, job, console and PostgreSQL.",
      "",
      "In an empty folder, with the five campaigns of examples/ecommerce; a stock client writes the",
      "events, and the time ends when the last trigger that an event brought about is readable.",
      "Before it, a Flink job that only copies takes the same records with nothing else running.",
      "In the end the console must have counted every trigger once."
    })
public final class UpBench implements Callable<Integer> {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "150000")
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
      description =
          "How often, after one to warm up; each leaves its users behind (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  /** Writes to this terminal. */
  public UpBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || users < 1 || rounds < 1) {
      throw Failure.usage("--events, --users and --rounds are at least 1");
    }
    var unused = Workload.campaignFolder(); // whether it is there, before a minute of copying
    ShopLoad load = new ShopLoad(count, users);
    Rounds copied = new Rounds();
    try (LocalSystem system = LocalSystem.open()) {
      terminal.draw("copying ...");
      system.runCopy();
      try (Throughput copy = new Throughput(system.bootstrap(), LocalSystem.COPIED_TO)) {
        for (int round = 0; round <= rounds; round++) {
          keep(
              copied,
              round,
              copy.seconds(LocalSystem.COPIED_FROM, load.events(round), all -> true));
        }
      }
    }
    Rounds taken = new Rounds();
    terminal.draw("starting nudge up ...");
    try (UpProcess up = UpProcess.start()) {
      Settings settings = settings(up.bootstrap());
      ShopLoad.publishCampaigns(settings, terminal);
      try (Throughput all = new Throughput(up.bootstrap(), settings.topics().triggers())) {
        for (int round = 0; round <= rounds; round++) {
          terminal.draw("round " + round + " of " + rounds + " ...");
          String topic = settings.topics().events().get(0).topic();
          keep(taken, round, all.seconds(topic, load.events(round), ShopLoad::isOfAnEvent));
        }
        awaitCounted(up, all);
      }
    }
    show(copied, taken);
    return 0;
  }

  /** The first round warms up. */
  private static void keep(Rounds kept, int round, double seconds) {
    if (round > 0) {
      kept.add(seconds);
    }
  }

  private static Settings settings(String bootstrap) {
    Settings usual = Settings.defaults();
    return usual.with(usual.kafka().at(bootstrap, new TreeMap<>()));
  }

  private void awaitCounted(UpProcess up, Throughput all) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (up.counted() < all.seen()) {
      if (System.nanoTime() > end) {
        throw Failure.system(
            "the console counts " + up.counted() + " triggers of " + all.seen() + " readable ones");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private void show(Rounds copied, Rounds taken) {
    Table table = Rounds.table("", "events");
    copied.addTo(table, "a job that copies", count);
    taken.addTo(table, "nudge up", count);
    terminal.line(
        Table.count(count, "event") + " of " + Table.number(users) + " users in a round:");
    table.lines("  ").forEach(terminal::line);
    new Ratios("up")
        .put("events_per_s", count / taken.median())
        .put("to_copy", copied.median() / taken.median())
        .to(terminal);
  }
}
