package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Latencies;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.engine.json.JsonWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench customer}. */
@Command(
    name = "customer",
    sortOptions = false,
    description = {
      "How fast what is known of customers is there, and answered, with many of them.",
      "",
      "Kafka, the job, PostgreSQL and the console run in this process. The last line is JSON."
    })
public final class CustomerBench implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "(default: ${DEFAULT-VALUE})",
      defaultValue = "1000000")
  private int customers;

  @Option(
      names = "--activities",
      paramLabel = "N",
      description = "Views, adds and removals (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000000")
  private int activities;

  @Option(
      names = "--purchases",
      paramLabel = "N",
      description = "Of one to five things each (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000000")
  private int purchases;

  @Option(
      names = "--products",
      paramLabel = "N",
      description = "Few are bought often, many seldom (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int products;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "For each endpoint, one after the other (default: ${DEFAULT-VALUE}).",
      defaultValue = "3000")
  private int requests;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Under load, each time (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int seconds;

  @Option(
      names = "--writes",
      paramLabel = "N",
      description =
          "Rows a second while recommendations are asked (default: ${DEFAULT-VALUE}): an event is one"
              + " of activity and one of visits, each sixth one of purchases.",
      defaultValue = "10000")
  private int writes;

  private final Random random = new Random(7);
  private final Table table = new Table().row("", "p50 (ms)", "p99 (ms)", "max (ms)", "load");
  private final Map<String, Object> p99 = new LinkedHashMap<>();

  /** Writes to this terminal. */
  public CustomerBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (customers < 1
        || activities < 1
        || purchases < 1
        || products < 1
        || requests < 1
        || seconds < 1
        || writes < 1) {
      throw Failure.usage("each number is at least 1");
    }
    terminal.draw("starting ...");
    try (TemporaryFolder folder = TemporaryFolder.make();
        LocalSystem system = LocalSystem.open();
        LocalPostgres postgres = LocalPostgres.start(folder.path(), 0)) {
      terminal.draw("feeding one collection alone");
      double ingest = IngestRate.measure(system, postgres.database(), 300_000);
      String alone = load();
      system.runNudge();
      try (Console console =
              Console.start(ConsoleSettings.local(postgres.database(), system.bootstrap()));
          CustomerFixture fixture =
              CustomerFixture.on(postgres.database(), terminal, customers, products)) {
        fill(system, fixture);
        CustomerEndpoints endpoints = new CustomerEndpoints(console);
        for (String query : new String[] {"customer", "recommendations"}) {
          terminal.draw("asking " + query);
          ask(endpoints, query, System.nanoTime(), requests / 5);
          tell(query, ask(endpoints, query, Long.MAX_VALUE, requests));
        }
        terminal.draw("asking recommendations under writes");
        String written;
        try (EventLoad load = new EventLoad(system, writes * 6 / 13, customers, products)) {
          long before = rows(fixture);
          long began = System.nanoTime();
          tell(
              "recommendations_under_writes",
              ask(endpoints, "recommendations", began + seconds * 1_000_000_000L, 0));
          double lasted = (System.nanoTime() - began) / 1e9;
          written =
              "%s events/s written, %s rows/s taken meanwhile"
                  .formatted(
                      Table.number(Math.round(load.rate())),
                      Table.number(Math.round((rows(fixture) - before) / lasted)));
        }
        terminal.draw("waiting until all of it is there");
        settle(fixture);
        terminal.draw("waiting for events to be there");
        try (EventLoad load = new EventLoad(system, 2_000, customers, products)) {
          FreshProbes.measure(system, endpoints, Math.max(1, seconds / 5));
          tell("fresh", FreshProbes.measure(system, endpoints, seconds));
        }
        show(ingest, alone, written);
      }
    }
    return Failure.OK;
  }

  /** A first event of each day makes its partition, and with all tables there, fills them. */
  private void fill(LocalSystem system, CustomerFixture fixture) throws Exception {
    for (int day = 0; day <= CustomerFixture.DAYS; day++) {
      system.send(
          system.settings.topics().events().get(0).topic(),
          "u" + day,
          "{\"id\":\"first-%d\",\"user\":\"u%d\",\"time\":\"%s\",\"type\":\"open\"}"
              .formatted(day, day, Instant.now().minus(day, ChronoUnit.DAYS)));
    }
    system.flush();
    while (fixture.number("select count(*) from data.activity") <= CustomerFixture.DAYS
        || fixture.number("select count(*) from data.customers where user_id = 'u1'") < 1) {
      LockSupport.parkNanos(50_000_000);
    }
    fixture.fill(activities, purchases);
  }

  private long rows(CustomerFixture fixture) {
    return fixture.number("select sum(read) from customer.tally where id <> 'purchases'")
        + fixture.number("select count(*) from data.purchases where purchase_id like '%-%'");
  }

  /** Until nothing more comes. */
  private void settle(CustomerFixture fixture) {
    for (long before = -1, now = rows(fixture); now != before; now = rows(fixture)) {
      before = now;
      LockSupport.parkNanos(2_000_000_000L);
    }
  }

  /** Of random customers, one after the other: until then, and so many at least. */
  private Latencies ask(CustomerEndpoints endpoints, String query, long until, int atLeast) {
    Latencies latencies = new Latencies();
    boolean counted = until == Long.MAX_VALUE;
    for (int i = 0; i < atLeast || (!counted && System.nanoTime() < until); i++) {
      String user = "u" + random.nextInt(customers);
      long begin = System.nanoTime();
      endpoints.ask(query, user);
      latencies.add(System.nanoTime() - begin);
    }
    return latencies;
  }

  private void tell(String what, Latencies latencies) {
    String[] cells = latencies.cells(what);
    table.row(cells[0], cells[1], cells[2], cells[3], load());
    p99.put(what, Math.round(latencies.quantile(0.99) * 10) / 10.0);
  }

  /** Who else was busy on this machine, as the system says it for the last minute. */
  private static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private void show(double ingest, String alone, String written) {
    terminal.draw("");
    terminal.line(
        "%s, %s, %s of %s"
            .formatted(
                Table.count(customers, "customer"),
                Table.number(activities) + " activities",
                Table.count(purchases, "purchase"),
                Table.count(products, "product")));
    table.lines("  ").forEach(terminal::line);
    terminal.line("under writes: " + written);
    terminal.line(
        "one collection alone: %s records/s, load %s"
            .formatted(Table.number(Math.round(ingest)), alone));
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String name :
        new String[] {"fresh", "customer", "recommendations", "recommendations_under_writes"}) {
      ordered.put(name, p99.get(name));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("bench", "customer");
    result.put("p99_ms", ordered);
    result.put("ingest_per_s", Math.round(ingest));
    terminal.line(new String(new JsonWriter().writeValue(result), StandardCharsets.UTF_8));
  }
}
