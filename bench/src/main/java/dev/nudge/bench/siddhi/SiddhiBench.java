package dev.nudge.bench.siddhi;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Comparison;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ClickStream;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import io.siddhi.core.SiddhiAppRuntime;
import io.siddhi.core.SiddhiManager;
import io.siddhi.core.stream.input.InputHandler;
import io.siddhi.core.stream.output.StreamCallback;
import io.siddhi.query.api.SiddhiApp;
import io.siddhi.query.api.annotation.Annotation;
import io.siddhi.query.api.execution.partition.Partition;
import io.siddhi.query.api.expression.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench siddhi}. */
@Command(
    name = "siddhi",
    sortOptions = false,
    description = {
      "Three patterns of a shop in Siddhi and as campaigns, on one thread.",
      "",
      "Both take the same clicks from memory, in turns, by the clock of the clicks, and must fire",
      "equally often. The last line, for programs: to_siddhi is Nudge's speed as a multiple of",
      "Siddhi's."
    },
    footer = {"", "Examples:", "  nudge bench siddhi", "  nudge bench siddhi --events 50000"})
public final class SiddhiBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events in a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "200000")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after one to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  /** Writes to this terminal. */
  public SiddhiBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1) {
      throw Failure.usage("--events and --rounds are at least 1");
    }
    Click[] clicks = ClickStream.first(count);
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    Event[] events = new Event[count];
    for (int i = 0; i < count; i++) {
      events[i] = clicks[i].event("e" + i, builder);
    }
    CampaignSet campaigns =
        Campaigns.compile(Stream.of(SiddhiPattern.values()).map(SiddhiPattern::document).toList());
    Comparison comparison = new Comparison();
    Map<String, Long> fired = Map.of();
    for (int round = 0; round <= rounds; round++) {
      terminal.draw("round " + round + " of " + rounds + " ...");
      Map<String, Long> theirs = new TreeMap<>();
      double siddhi = bySiddhi(clicks, theirs);
      fired = new TreeMap<>();
      double nudge = byNudge(campaigns, events, fired);
      if (!fired.equals(theirs)) {
        throw Failure.system("Siddhi fired " + theirs + ", Nudge " + fired);
      }
      if (round > 0) {
        comparison.add(siddhi, nudge);
      }
    }
    terminal.draw("");
    terminal.line(
        Table.count(count, "event")
            + " in memory, one thread, medians of "
            + Table.count(rounds, "round")
            + ":");
    Table table = Comparison.table("Siddhi");
    long all = fired.values().stream().mapToLong(Long::longValue).sum();
    comparison.addTo(table, "three patterns", count, all);
    table.lines("  ").forEach(terminal::line);
    new Ratios("siddhi").put("to_siddhi", comparison.ratio()).to(terminal);
    return Failure.OK;
  }

  private static double bySiddhi(Click[] clicks, Map<String, Long> fired) throws Exception {
    Partition visits =
        Partition.partition()
            .with(SiddhiPattern.CLICKS, Expression.variable(SiddhiPattern.PARTITION));
    for (SiddhiPattern pattern : SiddhiPattern.values()) {
      visits.addQuery(pattern.query());
    }
    SiddhiApp app =
        SiddhiApp.siddhiApp("bench")
            .defineStream(SiddhiPattern.clicks())
            .defineStream(SiddhiPattern.matches())
            .addPartition(visits);
    app.annotation(Annotation.annotation("app:playback")); // its clock is that of the events
    SiddhiManager manager = new SiddhiManager();
    try {
      SiddhiAppRuntime running = manager.createSiddhiAppRuntime(app);
      running.addCallback(
          SiddhiPattern.MATCHES,
          new StreamCallback() {
            @Override
            public void receive(io.siddhi.core.event.Event[] matches) {
              for (io.siddhi.core.event.Event match : matches) {
                fired.merge((String) match.getData(0), 1L, Long::sum);
              }
            }
          });
      running.start();
      InputHandler input = running.getInputHandler(SiddhiPattern.CLICKS);
      System.gc();
      return Rounds.seconds(
          () -> {
            for (Click click : clicks) {
              input.send(click.time(), SiddhiPattern.row(click));
            }
          });
    } finally {
      manager.shutdown();
    }
  }

  private static double byNudge(CampaignSet campaigns, Event[] events, Map<String, Long> fired)
      throws Exception {
    Detector detector = new Detector(campaigns);
    Map<String, UserState> users = new HashMap<>();
    Output output = Output.triggersTo(trigger -> fired.merge(trigger.campaign(), 1L, Long::sum));
    System.gc();
    return Rounds.seconds(
        () -> {
          for (Event event : events) {
            detector.onEvent(event, users.computeIfAbsent(event.user(), UserState::new), output);
          }
        });
  }
}
