package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Memory;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Footprint;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench memory}. */
@Command(
    name = "memory",
    sortOptions = false,
    description = "What one very active user costs, for patterns that could explode.",
    footer = {
      "",
      "The bound is what `nudge check` says, and the size of the events that runs may keep;",
      "the heap is measured, the events that runs keep among it."
    })
public final class MemoryBench implements Callable<Integer> {
  /**
   * A pattern that could explode.
   *
   * @param name for the table
   * @param pattern as YAML
   * @param look an expression that looks at an event, so that runs must keep theirs
   */
  private record Explosive(String name, String pattern, String look) {}

  private static final List<Explosive> PATTERNS =
      List.of(
          new Explosive(
              "any view, any view, purchase",
              """
              pattern:
                steps:
                  - {name: first, event: view}
                  - {name: second, event: view, contiguity: followed_by_any}
                  - {name: bought, event: purchase}
                within: 30d
                skip: no_skip
              """,
              "first.id"),
          new Explosive(
              "every selection of views",
              """
              pattern:
                steps:
                  - {name: first, event: view}
                  - {name: second, event: view, times: {min: 2}, loop: combinations}
                  - {name: bought, event: purchase}
                within: 30d
                skip: no_skip
              """,
              "first.id"),
          new Explosive(
              "ten views or more",
              """
              pattern:
                steps:
                  - {name: first, event: view, times: {min: 10}}
                  - {name: bought, event: purchase}
                within: 30d
              """,
              "first[0].id"),
          new Explosive(
              "ten or more, no time limit",
              """
              pattern:
                steps:
                  - {name: first, event: view, times: {min: 10}}
                  - {name: bought, event: purchase}
              """,
              "first[0].id"));

  private final Terminal terminal;

  @Option(
      names = "--views",
      paramLabel = "N",
      description = "How many events of the user (default: ${DEFAULT-VALUE}).",
      defaultValue = "5000")
  private int views;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "How many such users the heap is divided by (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int users;

  /** Writes to this terminal. */
  public MemoryBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (views < 1 || users < 1) {
      throw Failure.usage("--views and --users are at least 1");
    }
    long eventBytes = eventBytes();
    Table table =
        new Table()
            .row(
                "a user",
                "keeps",
                "runs",
                "bound (bytes)",
                "heap (bytes)",
                "of it",
                "state (bytes)");
    for (Explosive explosive : PATTERNS) {
      row(table, explosive, "counts", "", eventBytes);
      row(
          table,
          explosive,
          "events",
          "offer: {text: \"${" + explosive.look() + "}\"}\n",
          eventBytes);
    }
    terminal.line(
        Table.count(views, "view")
            + " of one user, "
            + Table.number(eventBytes)
            + " bytes of heap each");
    table.lines("  ").forEach(terminal::line);
    return Failure.OK;
  }

  private void row(Table table, Explosive explosive, String keeps, String offer, long eventBytes) {
    CampaignSet campaigns =
        Campaigns.compile(List.of("id: explosive\n" + explosive.pattern() + offer));
    Footprint bound = campaigns.footprint("explosive");
    long most = bound.bytes() + bound.events() * eventBytes;
    List<UserState> states = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      states.add(afterViews(campaigns, "u" + i));
    }
    int stateBytes = states.get(0).toBytes().length;
    long heap = heapOf(states) / users;
    table.row(
        explosive.name(),
        keeps,
        Table.number(bound.runs()) + (bound.onlyCapped() ? "*" : " "),
        Table.number(most),
        Table.number(heap),
        (100 * heap / most) + " %",
        Table.number(stateBytes));
  }

  private UserState afterViews(CampaignSet campaigns, String user) {
    Detector detector = new Detector(campaigns);
    UserState state = new UserState(user);
    Output nowhere = Output.triggersTo(trigger -> {});
    for (int i = 0; i < views; i++) {
      detector.onEvent(view(user, i), state, nowhere);
    }
    return state;
  }

  private static Event view(String user, int number) {
    return new Event(
        user + "-view-" + number,
        user,
        "view",
        number * 1000L,
        Properties.of(
            Map.of(
                "product_id", "product-" + number,
                "category", "shoes",
                "price", 12.5 + number,
                "session", "session-" + number / 20)));
  }

  private long eventBytes() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < views * users; i++) {
      events.add(view("u", i));
    }
    return heapOf(events) / ((long) views * users);
  }

  /** What these hold alone: what is in use with them, less what is without. */
  private static long heapOf(List<?> things) {
    Memory.live(); // what waits to be finalized goes now
    long with = Memory.live();
    things.clear();
    return with - Memory.live();
  }
}
