package dev.nudge.app.simulate;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.simulate.ShopEvents.Kind;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Interrupt;
import dev.nudge.app.terminal.Progress;
import dev.nudge.app.terminal.Share;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge simulate}. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Let shoppers who do not exist walk through a shop.",
      "",
      "First the catalogue and the profiles are written (name, gender, birth_date, tier, interests), then"
          + " events: view, cart and purchase, with session, product_id, category, device and price."
          + " Shoppers come back. They fit the campaigns of examples/ecommerce and examples/fashion-offers."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge simulate [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge simulate --rate 200",
      "  nudge simulate --events 100000 --as-fast-as-possible --seed 7",
      "  nudge simulate --events 100000 --start 2026-11-20T10:00:00Z --out shop.jsonl",
      "",
      "The same seed and start give the same events, ids too. Ctrl-C ends it.",
      "Exit code 3 if Kafka does not answer."
    })
public final class SimulateCommand implements Callable<Integer> {
  /** Of the events asked for by number, this much more time than they take on average. */
  private static final double ROOM = 1.1;

  private static final Duration FOREVER = Duration.ofDays(36_525);

  private final Terminal terminal;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, on average (default: 50).")
  private double rate = 50;

  @Option(names = "--users", paramLabel = "N", description = "How many shoppers (default: 2000).")
  private int users = 2_000;

  @Option(names = "--seed", paramLabel = "N", description = "What chance begins with (default: 1).")
  private long seed = 1;

  @Option(names = "--events", paramLabel = "N", description = "End after so many events.")
  private @Nullable Long events;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "End after so long, by the time of the events (1m, 2h).")
  private @Nullable Duration duration;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "The time of the first event (default: now; as fast as possible, so long ago that the last"
              + " event is now).")
  private @Nullable Instant start;

  @Option(
      names = "--as-fast-as-possible",
      description = "Do not wait until the time of an event has come.")
  private boolean fast;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      description = "Share of events that are late: 1%%. Most by minutes, some by two days.")
  private Share late = Share.NONE;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      description = "Share of events that come twice.")
  private Share duplicates = Share.NONE;

  @Option(
      names = "--broken",
      paramLabel = "SHARE",
      description = "Share of events that cannot be used.")
  private Share broken = Share.NONE;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write JSON lines here instead of to Kafka, as fast as possible; profiles and catalogue to"
              + " FILE-profiles and FILE-catalog.")
  private @Nullable Path out;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!(rate > 0) || users < 1 || (events != null && events < 1)) {
      throw Failure.usage("--rate, --users and --events must be greater than 0");
    }
    Simulation.Course course = course();
    Shop shop = new Shop(rate, users, 1, seed, late.value(), duplicates.value(), broken.value());
    Simulation simulation = new Simulation(shop, course);
    long begin = System.nanoTime();
    try (Interrupt interrupt = Interrupt.runs(simulation::stop)) {
      if (out != null) {
        try (ShopSink sink = new FileSink(out)) {
          run(simulation, sink, course);
        }
      } else {
        Settings settings = options.settings(terminal);
        Cluster.use(
            settings.kafka(),
            cluster -> {
              try (ShopSink sink = new KafkaSink(cluster, settings.topics())) {
                run(simulation, sink, course);
              }
              return Failure.OK;
            });
      }
      terminal.say(summary(simulation, (System.nanoTime() - begin) / 1e9));
    }
    return Failure.OK;
  }

  private Simulation.Course course() {
    boolean realTime = !fast && out == null;
    if (!realTime && events == null && duration == null) {
      throw Failure.usage(
          "as fast as possible it would never end: say when, with --events or --duration");
    }
    double byEvents = events == null ? Double.MAX_VALUE : ROOM * events / rate;
    double byDuration = duration == null ? Double.MAX_VALUE : duration.toMillis() / 1000.0;
    double seconds = Math.min(byEvents, byDuration);
    Instant now = Instant.now();
    return new Simulation.Course(
        start != null ? start : realTime ? now : now.minusMillis((long) (seconds * 1000)),
        events == null ? Long.MAX_VALUE : events,
        duration == null ? FOREVER : duration,
        realTime);
  }

  private void run(Simulation simulation, ShopSink sink, Simulation.Course course)
      throws IOException {
    boolean counted = events != null;
    Progress progress =
        new Progress(
            terminal,
            counted ? course.events() : duration == null ? 0 : course.duration().toMillis());
    simulation.run(sink, (written, elapsed) -> progress.at(written, counted ? written : elapsed));
    progress.end();
  }

  private String summary(Simulation simulation, double seconds) {
    StringBuilder text = new StringBuilder(Table.count(simulation.events(), "event"));
    text.append(" of ").append(Table.count(users, "shopper"));
    note(text, simulation.events(Kind.LATE), "late");
    note(text, simulation.events(Kind.DUPLICATE), "a second time");
    note(text, simulation.events(Kind.BROKEN), "broken");
    text.append(
        String.format(
            Locale.ROOT,
            ", %.1f s, %s/s",
            seconds,
            Table.number((long) (simulation.events() / Math.max(seconds, 1e-9)))));
    return text.toString();
  }

  private static void note(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", ").append(Table.number(count)).append(' ').append(what);
    }
  }
}
