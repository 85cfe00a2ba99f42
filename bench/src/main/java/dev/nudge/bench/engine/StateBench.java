package dev.nudge.bench.engine;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Memory;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.workload.Campaigns;
import dev.nudge.bench.workload.ClickStream;
import dev.nudge.bench.workload.ShopPattern;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench state}. */
@Command(
    name = "state",
    sortOptions = false,
    description = {
      "What is remembered of users costs, and what is left of those who never come again.",
      "",
      "The last line, for programs: heap_bytes_a_user and checkpoint_bytes_a_user are of users who",
      "have clicked, under six patterns; after_forgetting is the heap two hours after the last of",
      "many users, who came once each, as a multiple of the heap before the first, with windows of",
      "an hour and events that are half an hour late at most."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench state",
      "  nudge bench state --events 200000 --users 100000"
    })
public final class StateBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events the active users send (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private int count;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "How many users come once (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int users;

  /** Writes to this terminal. */
  public StateBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (count < 1 || users < 1) {
      throw Failure.usage("--events and --users are at least 1");
    }
    Ratios ratios = new Ratios("state");
    active(ratios);
    visitors(ratios);
    ratios.to(terminal);
    return Failure.OK;
  }

  /** Users with all that the six patterns remember of them. */
  private void active(Ratios ratios) {
    CampaignSet campaigns = Campaigns.compile(ShopPattern.documents());
    terminal.draw("taking " + Table.count(count, "event") + " ...");
    List<Event> events = new ArrayList<>(count);
    stream(events::add);
    long before = settled();
    KnownUsers known = new KnownUsers(new Detector(campaigns), new Fired());
    events.forEach(known::take);
    double heap = (double) (settled() - before) / known.states().size();
    double checkpoint = (double) known.checkpointBytes() / known.states().size();
    events.clear(); // they were there until here
    terminal.draw("taking them once more, and keeping none ...");
    int active = known.states().size();
    known.states().clear();
    before = settled();
    KnownUsers alone = new KnownUsers(new Detector(campaigns), new Fired());
    stream(alone::take);
    double whole = (double) (settled() - before) / alone.states().size();
    terminal.draw("");
    terminal.line(
        "%s under six patterns, after %s: bytes of each"
            .formatted(Table.count(active, "active user"), Table.count(count, "event")));
    new Table()
        .row("heap, without the events that runs keep", bytes(heap))
        .row("heap, with them", bytes(whole))
        .row("in a checkpoint", bytes(checkpoint))
        .lines("  ")
        .forEach(terminal::line);
    ratios.put("heap_bytes_a_user", heap).put("checkpoint_bytes_a_user", checkpoint);
  }

  private void stream(Consumer<Event> to) {
    ClickStream clicks = new ClickStream();
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    for (int i = 0; i < count; i++) {
      to.accept(clicks.next().event("e" + i, builder));
    }
  }

  /** Users who come once. */
  private void visitors(Ratios ratios) {
    OnceUsers others = new OnceUsers(); // loads and builds what stays in the process
    others.come(OnceUsers.A_MINUTE);
    others.passHours();
    OnceUsers once = new OnceUsers();
    long empty = settled();
    for (int come = 0; come < users; come += OnceUsers.A_MINUTE) {
      terminal.draw("user " + Table.number(come + 1) + " of " + Table.number(users));
      once.come(Math.min(users - come, OnceUsers.A_MINUTE));
    }
    once.passHours();
    long left = settled();
    terminal.draw("");
    terminal.line(
        "%s come once each, %s a minute; windows of an hour, half an hour for what is late:"
            .formatted(Table.count(users, "user"), Table.number(OnceUsers.A_MINUTE)));
    new Table()
        .row("", "users kept", "heap (KiB)")
        .row("before the first", Table.number(0), kibibytes(empty))
        .row("at most", Table.number(once.most()), "")
        .row("two hours after the last", Table.number(once.size()), kibibytes(left))
        .lines("  ")
        .forEach(terminal::line);
    ratios.put("after_forgetting", (double) left / empty);
  }

  /** What is in use when what waits to be finalized has gone too. */
  private static long settled() {
    Memory.live();
    return Memory.live();
  }

  private static String kibibytes(long bytes) {
    return Table.number(bytes >> 10);
  }

  private static String bytes(double bytes) {
    return String.format(Locale.ROOT, "%,.0f", bytes);
  }
}
