package dev.nudge.app.up;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge up}: everything in one process, until somebody stops it. */
@Command(
    name = "up",
    sortOptions = false,
    description = {
      "Run everything in this process: Kafka, Flink and the job that watches the events,",
      "PostgreSQL and the console in the browser.",
      "",
      "Ctrl-C stops it. The next start goes on where it was, also after a crash."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge up [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n")
public final class UpCommand implements Callable<Integer> {
  private static final int FASTEST = 1_000;

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of everything that lasts; short for --set local.data=DIR.")
  private @Nullable Path data;

  @Option(
      names = "--demo",
      description = "Publish the examples, let shoppers in, and print triggers as they fire.")
  private boolean demo;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "With --demo: let in shoppers who are N times as fast as people, and as many more, up to"
              + " 1000 (default: a few whose triggers one can read). With 100 the effect of their"
              + " offers shows within five minutes.")
  private @Nullable Integer speed;

  @Option(
      names = "--fresh",
      description =
          "Put aside what is remembered of the users; all kept events are read again, and triggers"
              + " fire again under the same ids.")
  private boolean fresh;

  @Option(names = "--warm-up", hidden = true, description = "Stop as soon as all runs.")
  private boolean warmUp;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** A command that writes to this terminal. */
  public UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings =
        data == null
            ? options.settings(terminal)
            : options.settings(terminal, new Flag("--data", "local.data", data.toString()));
    new OneProcess(terminal, onItsOwnKafka(settings), new LiveJob(), plan(), fresh)
        .run(warmUp ? StopSignal.whenReady() : StopSignal.listen());
    return Failure.OK;
  }

  private Optional<DemoPlan> plan() {
    if (speed == null) {
      return demo ? Optional.of(DemoPlan.toRead()) : Optional.empty();
    }
    if (!demo || speed < 1 || speed > FASTEST) {
      throw Failure.usage("--speed is that of the shoppers of --demo, from 1 to " + FASTEST);
    }
    return Optional.of(DemoPlan.at(speed));
  }

  /** Whatever the configuration says of a Kafka elsewhere, this process has its own. */
  private static Settings onItsOwnKafka(Settings settings) {
    String bootstrap = settings.local().host() + ":" + settings.local().kafkaPort();
    return settings.with(settings.kafka().at(bootstrap, new TreeMap<>()));
  }
}
