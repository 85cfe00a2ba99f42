package dev.nudge.app.up;

import dev.nudge.app.cluster.CheckpointFolder;
import dev.nudge.app.cluster.JobFailure;
import dev.nudge.app.logging.LogFile;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of {@code nudge up}: looks whether it can start, starts, watches, stops. */
final class OneProcess {
  private static final Logger log = LoggerFactory.getLogger(OneProcess.class);
  private static final long LOOK_MILLIS = 1000;
  private static final long STARTING_MILLIS = 20;

  private final Terminal terminal;
  private final Settings settings;
  private final Work work;
  private final Optional<DemoPlan> demo;
  private final boolean fresh;

  /**
   * A process that has not started.
   *
   * @param demo what is demonstrated, if anything
   * @param fresh whether the checkpoints are put aside
   */
  OneProcess(
      Terminal terminal, Settings settings, Work work, Optional<DemoPlan> demo, boolean fresh) {
    this.terminal = terminal;
    this.settings = settings;
    this.work = work;
    this.demo = demo;
    this.fresh = fresh;
  }

  /**
   * Returns when somebody has stopped it.
   *
   * @throws Failure if it cannot start or go on
   */
  void run(StopSignal stop) throws Exception {
    Preflight.checkHeap(Runtime.getRuntime().maxMemory());
    try (DataFolder data = DataFolder.open(Path.of(settings.local().data()))) {
      Disk disk = Disk.of(data.folder());
      disk.check();
      Preflight.checkPorts(settings);
      Path logFile = LogFile.open(data.logs());
      log.info("starting in {}", data.folder());
      endWithKafka(disk, logFile);
      try {
        run(data, disk, stop, logFile);
      } catch (Failure | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        log.error("cannot go on", e);
        String reason = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
        throw Failure.system(reason.lines().findFirst().orElse("") + ": see " + logFile);
      }
    }
  }

  private void run(DataFolder data, Disk disk, StopSignal stop, Path logFile) throws Exception {
    Path checkpoints = data.checkpoints();
    Optional<Path> from = checkpoint(new CheckpointFolder(checkpoints));
    StartReport report = new StartReport(terminal);
    Settings used = demo.isPresent() ? GroceryFolder.of(settings, data) : settings;
    Future<LiveSystem> starting =
        LiveSystem.start(used, data, checkpoints, from, work, demo.isPresent(), report);
    if (stoppedBefore(starting, stop)) {
      terminal.say("stopped before it was ready");
      return;
    }
    LiveSystem system = LiveSystem.get(starting);
    try (Demo shown = shown(data)) {
      if (stoppedBefore(system.console(), stop)) {
        return;
      }
      Optional<EmbeddedConsole> console = LiveSystem.get(system.console());
      report.ready();
      hints(console, data, logFile);
      log.info("ready");
      shown.show();
      stop.ready();
      watch(system, disk, stop, logFile);
    } finally {
      terminal.say("stopping ...");
      Optional<Long> last = system.stop();
      String text =
          last.map(number -> "stopped; the next start goes on from checkpoint " + number)
              .orElse(
                  "stopped without a last checkpoint; the next start goes on from an older one");
      log.info(text);
      terminal.say(text);
    }
  }

  private Demo shown(DataFolder data) throws IOException, InterruptedException {
    return demo.isPresent() ? Demo.start(demo.get(), settings, data, terminal) : Demo.ofNothing();
  }

  private Optional<Path> checkpoint(CheckpointFolder checkpoints) throws IOException {
    if (fresh) {
      checkpoints
          .putAside()
          .ifPresent(aside -> terminal.say("put aside what was remembered: " + aside));
      return Optional.empty();
    }
    try {
      return checkpoints.newest();
    } catch (CheckpointFolder.UnreadableException e) {
      throw Failure.system(
          e.getMessage()
              + ": restore the data folder from a backup, or start with --fresh, which reads all"
              + " kept events again");
    }
  }

  /** Waits for what is starting; whether somebody asked to stop before it had. */
  private static boolean stoppedBefore(Future<?> starting, StopSignal stop)
      throws InterruptedException {
    while (!starting.isDone()) {
      if (stop.within(STARTING_MILLIS)) {
        return true;
      }
    }
    return false;
  }

  /** Returns when somebody asks to stop; fails if it cannot go on. */
  private void watch(LiveSystem system, Disk disk, StopSignal stop, Path logFile)
      throws IOException, InterruptedException {
    Optional<JobFailure> known = Optional.empty();
    while (!stop.within(LOOK_MILLIS)) {
      disk.look(terminal);
      Optional<JobFailure> failure = system.failure();
      if (failure.isPresent() && !failure.equals(known)) {
        tell(failure.get(), known.map(JobFailure::reason).orElse(""), logFile);
      }
      known = failure;
    }
  }

  /** A failure that comes again and again is told once. */
  private void tell(JobFailure failure, String before, Path logFile) {
    if (failure.isFinal()) {
      throw Failure.system("the job failed (" + failure.reason() + "): see " + logFile);
    }
    if (!failure.reason().equals(before)) {
      terminal.say(
          "nudge: the job failed ("
              + failure.reason()
              + ") and goes on from its last checkpoint: see "
              + logFile);
    }
  }

  private void hints(Optional<EmbeddedConsole> console, DataFolder data, Path logFile) {
    Settings.Local local = settings.local();
    terminal.say("");
    console.ifPresent(this::console);
    terminal.say("  publish   nudge publish examples/ecommerce/campaigns");
    terminal.say("  send      nudge send --events FILE");
    terminal.say("  read      nudge triggers --follow");
    terminal.say("  data      " + data.folder());
    terminal.say("  log       " + logFile);
    if (local.metricsPort() != 0) {
      terminal.say("  metrics   http://" + local.host() + ":" + local.metricsPort() + "/metrics");
    }
    if (local.flinkPort() != 0) {
      terminal.say("  flink     http://127.0.0.1:" + local.flinkPort());
    }
    demo.ifPresent(this::demo);
    terminal.say("");
    terminal.say("Ctrl-C stops; the next start goes on where it was.");
  }

  private void demo(DemoPlan plan) {
    terminal.say(
        "  effect    of campaign "
            + plan.effect().campaign()
            + ", in truth: "
            + plan.effect().text());
    if (!plan.prints()) {
      terminal.say("  triggers  are too many to print: nudge triggers --follow");
    }
  }

  private void console(EmbeddedConsole console) {
    terminal.say("  console   " + console.url());
    console
        .firstPassword()
        .ifPresent(
            password ->
                terminal.say(
                    "  sign in   admin, "
                        + password
                        + "   (said only now: change it, or keep it)"));
  }

  /** Kafka ends the process when it cannot write any more; that is to be said, too. */
  private void endWithKafka(Disk disk, Path logFile) {
    Exit.Procedure end =
        (status, message) -> {
          terminal.say(
              "nudge: Kafka cannot go on ("
                  + (message == null ? "see the end of the log" : message)
                  + "; "
                  + disk.text()
                  + "): see "
                  + logFile);
          Runtime.getRuntime().halt(Failure.SYSTEM);
        };
    Exit.setHaltProcedure(end);
    Exit.setExitProcedure(end);
  }
}
