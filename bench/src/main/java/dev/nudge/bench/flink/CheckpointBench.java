package dev.nudge.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.measure.Latencies;
import dev.nudge.bench.measure.Ratios;
import dev.nudge.bench.measure.TemporaryFolder;
import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ShopPattern;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import dev.nudge.job.NudgeJob;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.settings.Settings;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nudge bench checkpoint}. */
@Command(
    name = "checkpoint",
    sortOptions = false,
    description = {
      "How much longer a trigger takes while the state of all users is saved.",
      "",
      "Each user comes once; then few come often and many seldom, at a rate, with six patterns of a",
      "shop and a campaign that answers each fifth event. Measured is from when such an event is",
      "due until its trigger comes out; the first seconds do not count, which may have to wait for",
      "the rush before them. The last line, for programs: the 99th percentile while a checkpoint is",
      "made, as a multiple of that while none is."
    },
    footer = {
      "",
      "Examples:",
      "  nudge bench checkpoint",
      "  nudge bench checkpoint --users 100000 --rate 10000"
    })
public final class CheckpointBench implements Callable<Integer> {
  private static final String PING = "ping";
  private static final int PING_EVERY = 5;
  private static final int WARM_UP_SECONDS = 5;

  /** Whose half of the triggers comes later than this does not keep up. */
  private static final int BEHIND_MILLIS = 1_000;

  private static final long START = 1_700_000_000_000L;

  private final Terminal terminal;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "How many users there are (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int users;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "How many events come in a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "For how long (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int seconds;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Seconds from one checkpoint to the next (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int every;

  /** Writes to this terminal. */
  public CheckpointBench(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (users < 1 || rate < PING_EVERY || every < 1 || seconds <= every) {
      throw Failure.usage(
          "--users and --every are at least 1, --rate %d, and --seconds is more than --every"
              .formatted(PING_EVERY));
    }
    Table table =
        new Table().row("", "events", "median (ms)", "99 % (ms)", "longest (ms)", "checkpoints");
    Ratios ratios = new Ratios("checkpoint");
    List<String> behind = new ArrayList<>();
    for (String state : List.of("hashmap", "rocksdb")) {
      String name = state.equals("hashmap") ? "heap" : "rocksdb";
      terminal.draw(name + " ...");
      PacedTape tape = run(state);
      Latencies quiet = tape.latencies(false);
      Latencies during = tape.latencies(true);
      Latencies checkpoints = tape.checkpoints();
      row(table, name + ", no checkpoint", quiet, "");
      row(
          table,
          name + ", during one",
          during,
          "%d, %.0f ms each".formatted(checkpoints.count(), checkpoints.quantile(0.5)));
      if (quiet.quantile(0.5) > BEHIND_MILLIS) {
        behind.add(name);
      } else {
        ratios.put(name + "_p99_to_quiet", during.quantile(0.99) / quiet.quantile(0.99));
      }
    }
    terminal.draw("");
    terminal.line(
        "%s, %s a second, from due to trigger:"
            .formatted(Table.count(users, "user"), Table.count(rate, "event")));
    table.lines("  ").forEach(terminal::line);
    for (String name : behind) {
      terminal.line(
          "%s falls behind %s a second, so that a checkpoint makes no difference: try a lower --rate"
              .formatted(name, Table.count(rate, "event")));
    }
    ratios.to(terminal);
    return Failure.OK;
  }

  /** The first seconds at the rate, which do not count. */
  private int warmUp() {
    return Math.min(WARM_UP_SECONDS, seconds / 4);
  }

  private static void row(Table table, String name, Latencies latencies, String checkpoints) {
    String[] cells = latencies.cells(name);
    table.row(cells[0], Table.number(latencies.count()), cells[1], cells[2], cells[3], checkpoints);
  }

  private PacedTape run(String state) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Configuration flink = NudgeJob.configuration(Settings.defaults());
      flink.set(StateBackendOptions.STATE_BACKEND, state);
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(every));
      flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      flink.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          folder.path().resolve("checkpoints").toUri().toString());
      flink.set(CoreOptions.DEFAULT_PARALLELISM, 1);
      flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
      flink.setString("state.backend.rocksdb.localdir", folder.path().toString());
      flink.setString("rest.bind-port", "0");
      StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
      int paced = Prelude.CLICKS + users;
      Events events = new Events(users, paced + seconds * rate);
      PacedTape tape =
          Tape.begin(new PacedTape(events, paced, paced + warmUp() * rate, rate, events::isPing));
      Map<String, String> campaigns = new LinkedHashMap<>(ShopPattern.documentsById());
      campaigns.put(PING, "id: ping\npattern: {steps: [{name: ping, event: ping}]}\noffer: {}\n");
      System.gc();
      DetectJob.of(env, tape, campaigns).sinkTo(new TapeSink<>(tape, CheckpointBench::isPing));
      env.execute("checkpoint");
      var unused = tape.end();
      return tape;
    }
  }

  private static boolean isPing(Outgoing out) {
    return out.kind() == Outgoing.Kind.TRIGGER
        && new String(out.value(), UTF_8).contains("\"campaign\":\"" + PING + "\"");
  }

  /** Made when they are read, the same each time, a millisecond apart by their own clocks. */
  private static final class Events extends AbstractList<Message> {
    private final Properties.Builder builder = new Properties.Builder(Shapes.shared());
    private final int users;
    private final int size;

    Events(int users, int size) {
      this.users = users;
      this.size = size;
    }

    /** Such an event brings about one trigger of its own. */
    boolean isPing(int index) {
      int from = Prelude.CLICKS + users;
      return index < Prelude.CLICKS || (index >= from && (index - from) % PING_EVERY == 0);
    }

    @Override
    public Message get(int index) {
      SplittableRandom random = new SplittableRandom(index);
      int from = Prelude.CLICKS + users;
      int user = index < from ? index : (int) (users * Math.pow(random.nextDouble(), 3));
      String type = isPing(index) ? PING : random.nextInt(10) == 0 ? "cart" : "view";
      int product = random.nextInt(1_000);
      Click click =
          new Click(
              START + index,
              type,
              "p" + product,
              "c" + product % 20,
              "kind" + product % 20,
              "brand",
              product,
              "u" + user,
              "s" + user);
      return new Message.Happened(click.event("e" + index, builder), click.time());
    }

    @Override
    public int size() {
      return size;
    }
  }
}
