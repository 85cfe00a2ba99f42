package dev.nudge.bench;

import dev.nudge.app.terminal.Terminal;
import dev.nudge.bench.all.AllBench;
import dev.nudge.bench.engine.CampaignsBench;
import dev.nudge.bench.engine.EngineBench;
import dev.nudge.bench.engine.ExpressionsBench;
import dev.nudge.bench.engine.LoadBench;
import dev.nudge.bench.engine.MemoryBench;
import dev.nudge.bench.engine.ReplayBench;
import dev.nudge.bench.engine.StateBench;
import dev.nudge.bench.flink.CheckpointBench;
import dev.nudge.bench.flink.FlinkBench;
import dev.nudge.bench.live.CustomerBench;
import dev.nudge.bench.live.KafkaBench;
import dev.nudge.bench.live.LatencyBench;
import dev.nudge.bench.live.PublishBench;
import dev.nudge.bench.live.UpBench;
import dev.nudge.bench.siddhi.SiddhiBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nudge bench}: lists the benchmarks, each a command of its own. */
@Command(
    name = "bench",
    sortOptions = false,
    description = "Measure how fast Nudge is on this machine.",
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge bench [NAME] [OPTION...]",
    commandListHeading = "%nBenchmarks:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge bench engine",
      "  nudge bench engine --events 200000 --profile engine.svg",
      "  nudge bench state",
      "  NUDGE_JAVA_OPTS=-Xmx512m nudge bench replay --events 1000000",
      "  nudge bench campaigns",
      "  nudge bench load --campaigns 10000",
      "  nudge bench expressions",
      "  nudge bench memory --views 5000",
      "  nudge bench flink --events 200000",
      "  nudge bench checkpoint --users 100000",
      "  nudge bench siddhi",
      "  nudge bench kafka --events 100000",
      "  nudge bench up --events 30000 --rounds 1",
      "  nudge bench latency --events 1000",
      "  nudge bench publish --campaigns 10000",
      "  nudge bench customer --customers 100000",
      "  nudge bench all"
    })
public final class BenchCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private BenchCommand() {}

  /** The command and its benchmarks, which write to this terminal. */
  public static CommandLine on(Terminal terminal) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new EngineBench(terminal))
        .addSubcommand(new CampaignsBench(terminal))
        .addSubcommand(new StateBench(terminal))
        .addSubcommand(new LoadBench(terminal))
        .addSubcommand(new ExpressionsBench(terminal))
        .addSubcommand(new MemoryBench(terminal))
        .addSubcommand(new ReplayBench(terminal))
        .addSubcommand(new FlinkBench(terminal))
        .addSubcommand(new CheckpointBench(terminal))
        .addSubcommand(new SiddhiBench(terminal))
        .addSubcommand(new KafkaBench(terminal))
        .addSubcommand(new UpBench(terminal))
        .addSubcommand(new LatencyBench(terminal))
        .addSubcommand(new PublishBench(terminal))
        .addSubcommand(new CustomerBench(terminal))
        .addSubcommand(new AllBench(terminal));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
