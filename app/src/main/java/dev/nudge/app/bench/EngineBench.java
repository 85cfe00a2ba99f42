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
    Rounds detecting = new Rounds();
    Counter counter = new Counter();
    long live = 0;
    for (int round = -1; round <= rounds; round++) {
      boolean counts = round > 0;
      terminal.draw(counts ? "round " + round + " of " + rounds : "warming up");
      counter = new Counter();
      Detector detector = new Detector(campaigns);
      Counter output = counter;
      Map<String, UserState> users = new HashMap<>();
      System.gc();
      (counts ? detecting : new Rounds()).measure(() -> detect(events, detector, users, output));
      live = Memory.live();
      if (users.isEmpty()) { // keeps the users alive until here
        throw new IllegalStateException("no users");
      }
    }
    terminal.draw("");
    terminal.line(
        Table.count(events.size(), "generated event")
            + " in memory, "
            + Table.count(campaigns.size(), "campaign")
            + " of examples/ecommerce, "
            + Table.count(counter.triggers, "trigger")
            + ", "
            + Table.count(rounds, "round"));
    Table table = Rounds.table("", "events");
    detecting.addTo(table, "engine, one thread", events.size());
    table.lines("  ").forEach(terminal::line);
    terminal.line("heap in use at the end, the events and all users: " + Memory.mebibytes(live));
    return Failure.OK;
  }

  private static void detect(
      List<Event> events, Detector detector, Map<String, UserState> users, Output output) {
    for (Event event : events) {
      UserState state = users.get(event.user());
      if (state == null) {
        state = new UserState(event.user());
        users.put(event.user(), state);
      }
      detector.onEvent(event, state, output);
    }
    for (UserState state : users.values()) {
      detector.onTime(Long.MAX_VALUE - 1, state, output);
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
