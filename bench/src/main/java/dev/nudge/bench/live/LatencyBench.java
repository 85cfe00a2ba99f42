package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Latencies;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench latency}. */
@Command(
    name = "latency",
    sortOptions = false,
    description = {
      "How long it takes on a quiet system from an event written to its trigger readable.",
      "",
      "In turns with it, the same for a Flink job that only copies from Kafka to Kafka."
    })
public final class LatencyBench implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("\"(ping-\\d+)\"");

  private static final String CAMPAIGN =
      """
      id: each-ping
      pattern:
        steps:
          - {name: ping, event: ping}
      offer: {text: "You said ${ping.word}"}
      """;

  private final Terminal terminal;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many, for each of the two (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int count;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "How many before them that do not count (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int warmUp;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "So many a second, for each of the two (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private double rate;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** Writes to this terminal. */
  public LatencyBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || warmUp < 0 || !(rate > 0)) {
      throw Failure.usage("--events is at least 1, --rate more than 0");
    }
    terminal.draw("starting ...");
    Latencies nudge = new Latencies();
    Latencies copy = new Latencies();
    try (LocalSystem system = LocalSystem.open()) {
      system.runNudge();
      system.runCopy();
      try (RecordTimes triggers =
              system.timesOf(system.settings.topics().triggers()).named(LatencyBench::name);
          RecordTimes copies = system.timesOf(LocalSystem.COPIED_TO).named(LatencyBench::name);
          RecordTimes answers =
              system.timesOf(system.settings.topics().status()).named(value -> "answer")) {
        system.send(system.settings.topics().campaigns(), "each-ping", CAMPAIGN);
        answers.await("answer");
        String events = system.settings.topics().events().get(0).topic();
        for (int i = -warmUp; i < count; i++) {
          long begin = System.nanoTime();
          terminal.draw(i < 0 ? "warming up" : "event " + Table.number(i + 1));
          // Two ids each, so that what was sent to one cannot be mistaken for the other's.
          measure(system, events, 2 * (i + warmUp), triggers, i < 0 ? new Latencies() : nudge);
          pause(begin, 0.5);
          measure(
              system,
              LocalSystem.COPIED_FROM,
              2 * (i + warmUp) + 1,
              copies,
              i < 0 ? new Latencies() : copy);
          pause(begin, 1);
        }
      }
    }
    terminal.draw("");
    show(nudge, copy);
    return Failure.OK;
  }

  private static String name(String value) {
    Matcher id = ID.matcher(value);
    return id.find() ? id.group(1) : "";
  }

  private static void measure(
      LocalSystem system, String topic, int number, RecordTimes times, Latencies into) {
    String user = "u" + number % 997;
    String id = "ping-" + number;
    String event =
        "{\"id\":\"" + id + "\",\"user\":\"" + user + "\",\"type\":\"ping\",\"word\":\"hello\"}";
    long sent = System.nanoTime();
    system.send(topic, user, event);
    into.add(times.await(id) - sent);
  }

  /** Until this share of the time between two events has gone by. */
  private void pause(long begin, double share) {
    long until = begin + (long) (share * 1e9 / rate);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void show(Latencies nudge, Latencies copy) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("nudge", nudge.json());
      result.put("copy", copy.json());
      result.put("ratio_p50", nudge.quantile(0.5) / copy.quantile(0.5));
      result.put("ratio_p99", nudge.quantile(0.99) / copy.quantile(0.99));
      terminal.line(new String(new JsonWriter().writeValue(result), StandardCharsets.UTF_8));
      return;
    }
    terminal.line(
        Table.count(count, "event")
            + " each, "
            + Table.number(Math.round(rate))
            + " a second, one at a time; milliseconds from before the send to the consumer");
    new Table()
        .row("", "p50 (ms)", "p99 (ms)", "max (ms)")
        .row(nudge.cells("event to trigger"))
        .row(copy.cells("a job that only copies"))
        .row("ratio", ratio(nudge, copy, 0.5), ratio(nudge, copy, 0.99), ratio(nudge, copy, 1))
        .lines("  ")
        .forEach(terminal::line);
  }

  private static String ratio(Latencies nudge, Latencies copy, double share) {
    return String.format(Locale.ROOT, "%.2f", nudge.quantile(share) / copy.quantile(share));
  }
}
