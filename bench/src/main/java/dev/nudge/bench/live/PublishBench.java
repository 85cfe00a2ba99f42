package dev.nudge.bench.live;

import dev.nudge.app.cluster.EmbeddedFlink;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Latencies;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.workload.ManyCampaigns;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench publish}. */
@Command(
    name = "publish",
    sortOptions = false,
    description =
        "How long it takes until a campaign is in use, on a system that has many of them already.")
public final class PublishBench implements Callable<Integer> {
  private static final Pattern CAMPAIGN = Pattern.compile("\"campaign\":\"([^\"]+)\"");

  private final Terminal terminal;

  @Option(
      names = "--campaigns",
      paramLabel = "N",
      description = "How many there are already (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int many;

  @Option(
      names = "--more",
      paramLabel = "N",
      description = "How many are published then, one by one (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int more;

  /** Writes to this terminal. */
  public PublishBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (many < 1 || more < 1) {
      throw Failure.usage("--campaigns and --more are at least 1");
    }
    terminal.draw("starting ...");
    Latencies active = new Latencies();
    Latencies fires = new Latencies();
    double loading;
    double restarting;
    try (LocalSystem system = LocalSystem.open()) {
      try (EmbeddedFlink flink = system.runNudge();
          RecordTimes answers =
              system.timesOf(system.settings.topics().status()).named(PublishBench::name);
          RecordTimes triggers =
              system.timesOf(system.settings.topics().triggers()).named(PublishBench::name)) {
        terminal.draw("loading " + Table.count(many, "campaign"));
        long begin = System.nanoTime();
        List<String> texts = ManyCampaigns.texts(many, 1);
        for (int i = 0; i < many; i++) {
          system.send(system.settings.topics().campaigns(), "campaign-" + i, texts.get(i));
        }
        for (int i = 0; i < many; i++) {
          answers.await("campaign-" + i);
        }
        loading = (System.nanoTime() - begin) / 1e9;
        for (int i = 0; i < more; i++) {
          terminal.draw("publishing " + (i + 1) + " of " + more);
          publish(i, system, answers, triggers, active, fires);
        }
        flink.checkpoint();
        flink.cancel();
      }
      terminal.draw("starting again");
      long begin = System.nanoTime();
      system.runNudge();
      try (RecordTimes triggers =
          system.timesOf(system.settings.topics().triggers()).named(PublishBench::name)) {
        system.send(events(system), "again", event("again", 0));
        triggers.await("fresh-0");
        restarting = (System.nanoTime() - begin) / 1e9;
      }
    }
    terminal.draw("");
    show(loading, active, fires, restarting);
    return Failure.OK;
  }

  /** From the write to the answer that it is in use; then an event, which must find it so. */
  private static void publish(
      int number,
      LocalSystem system,
      RecordTimes answers,
      RecordTimes triggers,
      Latencies active,
      Latencies fires) {
    String id = "fresh-" + number;
    String document =
        """
        id: %1$s
        pattern:
          steps:
            - {name: it, event: %1$s}
        offer: {text: "fresh"}
        """
            .formatted(id);
    long written = System.nanoTime();
    system.send(system.settings.topics().campaigns(), id, document);
    active.add(answers.await(id) - written);
    long sent = System.nanoTime();
    system.send(events(system), "u" + number, event("u" + number, number));
    fires.add(triggers.await(id) - sent);
  }

  private static String events(LocalSystem system) {
    return system.settings.topics().events().get(0).topic();
  }

  private static String event(String user, int number) {
    return "{\"user\":\"" + user + "\",\"type\":\"fresh-" + number + "\"}";
  }

  /** The campaign that an answer is about. */
  static String name(String value) {
    Matcher campaign = CAMPAIGN.matcher(value);
    return campaign.find() ? campaign.group(1) : "";
  }

  private void show(double loading, Latencies active, Latencies fires, double restarting) {
    terminal.line(
        Table.count(many, "campaign")
            + " written at once: all of them in use after "
            + seconds(loading)
            + ", "
            + Table.number(Math.round(many / loading))
            + "/s");
    terminal.line("then " + Table.count(more, "campaign") + ", one after the other:");
    new Table()
        .row("", "p50 (ms)", "p99 (ms)", "max (ms)")
        .row(active.cells("written to in use"))
        .row(fires.cells("the next event to its trigger"))
        .lines("  ")
        .forEach(terminal::line);
    terminal.line(
        "started again from a checkpoint: first trigger after "
            + seconds(restarting)
            + ", the start of Flink in it");
    new Ratios("publish")
        .put("p99_ms", active.quantile(0.99))
        .put("loading_s", loading)
        .put("restart_s", restarting)
        .to(terminal);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
