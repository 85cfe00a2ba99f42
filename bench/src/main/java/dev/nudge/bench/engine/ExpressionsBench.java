package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.Rounds;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench expressions}. */
@Command(
    name = "expressions",
    sortOptions = false,
    description = {
      "Conditions over events, beside dev.cel's interpreter and the same in plain Java.",
      "",
      "The three take the same events from memory, in turns, and must hold for the same number of",
      "them. The last line, for programs: to_cel is Nudge's speed over all conditions as a multiple of",
      "dev.cel's, to_java as a share of plain Java's."
    },
    footer = {"", "Examples:", "  nudge bench expressions", "  nudge bench expressions --rounds 9"})
public final class ExpressionsBench implements Callable<Integer> {
  private static final int WARM_UPS = 3;
  private static final long SEED = 20261130;

  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many different ones (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after three to warm up (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  private int rounds;

  /** Writes to this terminal. */
  public ExpressionsBench(Terminal terminal) {
    this.terminal = terminal;
  }

  /** How long each of the three took for one condition. */
  private static final class Times {
    final Rounds nudge = new Rounds();
    final Rounds interpreter = new Rounds();
    final Rounds java = new Rounds();
    int held;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || rounds < 1) {
      throw Failure.usage("--events and --rounds are at least 1");
    }
    List<Map<String, Object>> maps = events();
    Event[] events = new Event[count];
    for (int i = 0; i < count; i++) {
      events[i] = new Event("e" + i, "u1", "view", i, Properties.of(maps.get(i)));
    }
    Map<Condition, Times> all = new HashMap<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      for (Condition condition : Condition.ALL) {
        terminal.draw(condition.title() + " ...");
        Times times = all.computeIfAbsent(condition, any -> new Times());
        measure(condition, events, maps, round < 0 ? new Times() : times);
      }
    }
    terminal.draw("");
    report(all);
    return Failure.OK;
  }

  private static void measure(
      Condition condition, Event[] events, List<Map<String, Object>> maps, Times times)
      throws Exception {
    int[] held = new int[3];
    Frame frame = new Frame();
    times.nudge.measure(() -> held[0] = condition.byNudge(events, frame));
    times.interpreter.measure(() -> held[1] = condition.byInterpreter(maps));
    times.java.measure(() -> held[2] = condition.byHand(maps));
    if (held[0] != held[1] || held[0] != held[2]) {
      throw Failure.system(
          "'%s' holds for %d events by Nudge, %d by dev.cel, %d by hand"
              .formatted(condition.title(), held[0], held[1], held[2]));
    }
    times.held = held[0];
  }

  private List<Map<String, Object>> events() {
    Random random = new Random(SEED);
    List<String> categories = List.of("shoes", "clothing", "books", "garden", "toys");
    List<String> colours = List.of("red", "blue", "green");
    List<String> things = List.of("shirt", "linen shirt", "hat", "pair of socks");
    List<Map<String, Object>> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map<String, Object> event = new HashMap<>();
      event.put("category", any(categories, random));
      event.put("price", Math.round(random.nextDouble() * 50_000) / 100.0);
      event.put("quantity", (double) (1 + random.nextInt(3)));
      event.put("title", any(colours, random) + " " + any(things, random));
      event.put("tags", random.nextBoolean() ? List.of("new", "sale") : List.of("new"));
      if (random.nextInt(4) == 0) {
        event.put("coupon", random.nextBoolean() ? "SUMMER20" : "WINTER10");
      }
      all.add(event);
    }
    return all;
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private void report(Map<Condition, Times> all) {
    terminal.line(
        Table.count(count, "event")
            + " in memory, one thread, medians of "
            + Table.count(rounds, "round")
            + "; nanoseconds an evaluation:");
    Table table =
        new Table()
            .row("", "by hand", "Nudge", "dev.cel", "Nudge to dev.cel", "to by hand", "holds for");
    double nudge = 0;
    double interpreter = 0;
    double java = 0;
    for (Condition condition : Condition.ALL) {
      Times times = Objects.requireNonNull(all.get(condition));
      nudge += times.nudge.median();
      interpreter += times.interpreter.median();
      java += times.java.median();
      table.row(
          condition.title(),
          nanos(times.java),
          nanos(times.nudge),
          nanos(times.interpreter),
          ratio(times.interpreter.median() / times.nudge.median()),
          ratio(times.java.median() / times.nudge.median()),
          Table.number(times.held));
    }
    table.lines("  ").forEach(terminal::line);
    new Ratios("expressions")
        .put("to_cel", interpreter / nudge)
        .put("to_java", java / nudge)
        .to(terminal);
  }

  private String nanos(Rounds rounds) {
    return String.format(Locale.ROOT, "%.0f", rounds.median() * 1e9 / count);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
