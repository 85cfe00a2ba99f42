package dev.nudge.app.cluster;

import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A real Flink in this process, with one job; up in about three seconds.
 *
 * <p>The job takes checkpoints while it runs. Whoever runs it next, also after the process was
 * killed, may let it go on from one of them.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final long STEP_MILLIS = 20;
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final MiniCluster cluster;

  private EmbeddedFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** What Flink is set to, where checkpoints go, and other files that need not outlive it. */
  public static Configuration configuration(Settings settings, Path checkpoints, Path temporary) {
    return ClusterSettings.of(settings, checkpoints, temporary);
  }

  /**
   * Starts Flink without a job.
   *
   * @throws IOException if it cannot be started
   */
  public static EmbeddedFlink start(Configuration configuration) throws IOException {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .setCommonBindAddress("127.0.0.1")
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IOException("Flink does not start (" + JobFailure.reason(e) + ")", e);
    }
    return new EmbeddedFlink(cluster);
  }

  /** Turns what was added to an environment into the graph that is run. */
  public static JobGraph graph(StreamExecutionEnvironment environment) {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName("nudge");
    return graph.getJobGraph(EmbeddedFlink.class.getClassLoader(), CheckpointFolder.JOB);
  }

  /**
   * Runs a job and returns when all its tasks run.
   *
   * @param from the checkpoint to go on from
   * @throws IOException if the job cannot be started
   */
  public void run(JobGraph graph, Optional<Path> from) throws IOException, InterruptedException {
    from.ifPresent(
        checkpoint ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    checkpoint.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
    answer(cluster.submitJob(graph));
    while (!isRunning(graphNow())) {
      Optional<JobFailure> failure = failure();
      if (failure.isPresent()) {
        throw new IOException("the job does not start (" + failure.get().reason() + ")");
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
  }

  /** The last failure of the job since it was run; costs about a millisecond. */
  public Optional<JobFailure> failure() throws IOException, InterruptedException {
    AccessExecutionGraph graph = graphNow();
    ErrorInfo error = graph.getFailureInfo();
    return error == null
        ? Optional.empty()
        : Optional.of(JobFailure.of(error, graph.getState().isGloballyTerminalState()));
  }

  /**
   * Takes a last checkpoint.
   *
   * @return its number
   * @throws IOException if it fails; the one before it is still there
   */
  public long checkpoint() throws IOException, InterruptedException {
    return answer(cluster.triggerCheckpoint(CheckpointFolder.JOB, CheckpointType.FULL));
  }

  /** Ends the job; its checkpoints stay. */
  public void cancel() throws IOException, InterruptedException {
    answer(cluster.cancelJob(CheckpointFolder.JOB));
    long until = System.nanoTime() + ANSWER.toNanos();
    while (!status().isTerminalState() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
  }

  /** Stops Flink; a job that still runs is gone, its checkpoints stay. */
  @Override
  public void close() {
    try {
      answer(cluster.closeAsync());
    } catch (IOException e) {
      // The process is about to end, and all that lasts is in checkpoints.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isRunning(AccessExecutionGraph graph) {
    if (graph.getState() != JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  private JobStatus status() throws IOException, InterruptedException {
    return answer(cluster.getJobStatus(CheckpointFolder.JOB));
  }

  private AccessExecutionGraph graphNow() throws IOException, InterruptedException {
    return answer(cluster.getExecutionGraph(CheckpointFolder.JOB));
  }

  private static <T> T answer(CompletableFuture<T> future)
      throws IOException, InterruptedException {
    try {
      return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(JobFailure.reason(e), e);
    } catch (TimeoutException e) {
      throw new IOException("Flink does not answer for " + ANSWER.toSeconds() + " s", e);
    }
  }
}
