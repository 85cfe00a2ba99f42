package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Comparison;
import dev.nudge.bench.measure.Profile;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.workload.ClickStream;
import dev.nudge.bench.workload.ShopPattern;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench engine}. */
@Command(
    name = "engine",
    sortOptions = false,
    description = {
      "Six patterns of a shop beside the same written by hand, on one thread.",
      "",
      "Both take the same clicks from memory, in turns, and must fire equally often. The last line,",
      "for programs: hand_written is how fast Nudge is as a share of the hand-written loop,",
      "idle_event the same for events that start, move and change nothing, of users with open runs,",
      "beside a loop that only looks up the user."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench engine",
      "  nudge bench engine --events 200000 --rounds 3",
      "  nudge bench engine --profile engine.svg"
    })
public final class EngineBench implements Callable<Integer> {
  /** A pattern alone is not what the bench is about. */
  private static final int MOST_ROUNDS_ALONE = 3;

  private static final int MOST_IDLE = 500_000;

  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after two to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int rounds;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Write a flame graph (SVG) of the rounds of all six patterns.")
  private Optional<Path> profile = Optional.empty();

  /** Writes to this terminal. */
  public EngineBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1) {
      throw Failure.usage("--events and --rounds are at least 1");
    }
    Profile recording = Profile.into(profile);
    terminal.draw("generating " + Table.count(count, "event") + " ...");
    ByHand byHand = new ByHand(ClickStream.first(count));
    terminal.draw("six patterns, by hand and as campaigns ...");
    Comparison six = byHand.compare(EnumSet.allOf(ShopPattern.class), rounds, recording);
    Table patterns = Comparison.table("by hand");
    six.addTo(patterns, "six patterns", count, byHand.fired());
    for (ShopPattern pattern : ShopPattern.values()) {
      terminal.draw(pattern.id() + " alone ...");
      byHand
          .compare(EnumSet.of(pattern), Math.min(rounds, MOST_ROUNDS_ALONE), Profile.NONE)
          .addTo(patterns, pattern.id() + " alone", count, byHand.fired());
    }
    terminal.draw("idle events ...");
    int idleCount = Math.min(count, MOST_IDLE);
    IdleEvents idleEvents = new IdleEvents(byHand.events(), idleCount);
    Comparison idle = idleEvents.compare(rounds);
    Table idling = Comparison.table("look-up");
    idle.addTo(idling, "idle events", idleCount, 0);
    terminal.draw("");
    terminal.line(
        "%s in memory, one thread, medians of %s:"
            .formatted(Table.count(count, "event"), Table.count(rounds, "round")));
    patterns.lines("  ").forEach(terminal::line);
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s that change nothing, of users with %.1f open runs each:",
            Table.count(idleCount, "event"),
            idleEvents.openRunsPerUser()));
    idling.lines("  ").forEach(terminal::line);
    recording.write("nudge bench engine: six patterns", terminal);
    new Ratios("engine")
        .put("hand_written", six.ratio())
        .put("idle_event", idle.ratio())
        .to(terminal);
    return Failure.OK;
  }
}
