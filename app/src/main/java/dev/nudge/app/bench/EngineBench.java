package dev.nudge.app.bench;

import dev.nudge.app.replay.ReplayJob;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench engine}. */
@Command(
    name = "engine",
    sortOptions = false,
    description =
        "The engine alone: events in memory through the ecommerce campaigns, on one thread.")
final class EngineBench implements Callable<Integer> {
  /** So few that the users, and all that is remembered of them, stay in the processor's caches. */
  private static final int FEW = 2_000;

  private static final int TIMES = 500;
  private static final long HOURS_APART = Duration.ofHours(6).toMillis();

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
      description = "How often, after two rounds to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int rounds;

  EngineBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1) {
      throw Failure.usage("--events and --rounds are at least 1");
    }
    List<Event> events = new ArrayList<>();
    CampaignSet campaigns;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      terminal.draw("generating " + Table.count(count, "event") + " ...");
      Workload workload = Workload.generate(folder.path(), count, Workload.Form.CSV);
      ReplayJob job =
          ReplayJob.of(
              workload.campaigns(), workload.events(), workload.mapping(), Optional.empty());
      job.parse(events::add, terminal);
      campaigns = job.compile(Instant.ofEpochMilli(events.get(0).time()), terminal);
    }
    Rounds cold = new Rounds();
    Rounds warm = new Rounds();
    List<Event> few =
        events.subList(events.size() / 2, Math.min(events.size(), events.size() / 2 + FEW));
    Counter counter = new Counter();
    long users = 0;
    long live = 0;
    for (int round = -1; round <= rounds; round++) {
      boolean counts = round > 0;
      terminal.draw(counts ? "round " + round + " of " + rounds : "warming up");
      counter = new Counter();
      Shop shop = new Shop(campaigns, counter);
      System.gc();
      (counts ? cold : new Rounds()).measure(() -> shop.take(events));
      live = Memory.live();
      users = shop.users.size();
      (counts ? warm : new Rounds()).add(overAndOver(few, new Shop(campaigns, new Counter())));
    }
    terminal.draw("");
    terminal.line(
        Table.count(events.size(), "generated event")
            + " of "
            + Table.count(users, "user")
            + " in memory, "
            + Table.count(campaigns.size(), "campaign")
            + " of examples/ecommerce, "
            + Table.count(counter.triggers, "trigger")
            + ", one thread, "
            + Table.count(rounds, "round"));
    Table table = Rounds.table("", "events");
    cold.addTo(table, "all of them, most users out of the caches", events.size());
    warm.addTo(
        table,
        Table.number(few.size()) + " of them over and over, hours apart",
        (long) few.size() * TIMES);
    table.lines("  ").forEach(terminal::line);
    terminal.line("heap in use at the end, the events and all users: " + Memory.mebibytes(live));
    return Failure.OK;
  }

  /** The seconds it takes to detect the same events again and again, each time some hours later. */
  private static double overAndOver(List<Event> few, Shop shop) {
    long span = few.get(few.size() - 1).time() - few.get(0).time() + HOURS_APART;
    long nanos = 0;
    for (int i = 0; i < TIMES; i++) {
      List<Event> shifted = new ArrayList<>(few.size());
      for (Event event : few) {
        shifted.add(
            new Event(
                event.id(),
                event.user(),
                event.type(),
                event.time() + i * span,
                event.properties()));
      }
      long begin = System.nanoTime();
      shop.take(shifted);
      nanos += System.nanoTime() - begin;
    }
    return nanos / 1e9;
  }

  /** A detector and its users. */
  private static final class Shop {
    final Map<String, UserState> users = new HashMap<>();
    private final Detector detector;
    private final Output output;

    Shop(CampaignSet campaigns, Output output) {
      this.detector = new Detector(campaigns);
      this.output = output;
    }

    void take(List<Event> events) {
      for (Event event : events) {
        UserState state = users.get(event.user());
        if (state == null) {
          state = new UserState(event.user());
          users.put(event.user(), state);
        }
        detector.onEvent(event, state, output);
      }
    }
  }

  /** Counts and forgets. */
  private static final class Counter implements Output {
    private long triggers;

    @Override
    public void trigger(Trigger trigger) {
      triggers++;
    }

    @Override
    public void transition(Transition transition) {
      // not wanted
    }

    @Override
    public void rejected(Event event, String reason) {
      throw Failure.system("a generated event was rejected: " + reason);
    }

    @Override
    public boolean wantsTransitions() {
      return false;
    }
  }
}
