package dev.nudge.app.cluster;

import dev.nudge.job.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What a Flink that is alone, on a laptop, and in a hurry, is set to. */
final class ClusterSettings {
  private static final String LOOPBACK = "127.0.0.1";

  private ClusterSettings() {}

  static Configuration of(Settings settings, Path checkpoints, Path temporary) {
    Configuration flink = new Configuration();
    quick(flink);
    durable(flink, settings, checkpoints);
    small(flink, settings);
    hidden(flink);
    metrics(flink, settings);
    flink.set(CoreOptions.TMP_DIRS, temporary.toString());
    return flink;
  }

  private static void quick(Configuration flink) {
    // How long a record may wait for others on its way to the next operator.
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(1));
    flink.set(PipelineOptions.OBJECT_REUSE, true);
  }

  private static void durable(Configuration flink, Settings settings, Path checkpoints) {
    flink.set(
        StateBackendOptions.STATE_BACKEND,
        switch (settings.flink().state()) {
          case HEAP -> "hashmap";
          case ROCKSDB -> "rocksdb";
        });
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.flink().checkpointEvery());
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CheckpointFolder.KEPT);
    // A checkpoint that fails is tried again by the next one; the job need not stop for it.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
  }

  private static void small(Configuration flink, Settings settings) {
    flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.flink().parallelism());
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.flink().parallelism());
    // Allocated at once, outside the heap; enough for a parallelism of some dozens.
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    // Of this, only RocksDB uses anything.
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
  }

  /** Nothing is reachable from elsewhere; what is here talks to itself. */
  private static void hidden(Configuration flink) {
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(BlobServerOptions.PORT, "0");
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(WebOptions.CANCEL_ENABLE, false);
    // All are in one process: a heartbeat that is late means a laptop that was asleep.
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
  }

  private static void metrics(Configuration flink, Settings settings) {
    if (settings.local().metricsPort() == 0) {
      return;
    }
    flink.set(MetricOptions.REPORTERS_LIST, "prometheus");
    String prefix = "metrics.reporter.prometheus.";
    flink.setString(prefix + "factory.class", PrometheusFactory.class.getName());
    flink.setString(prefix + PrometheusFactory.HOST, settings.local().host());
    flink.setString(
        prefix + PrometheusFactory.PORT, String.valueOf(settings.local().metricsPort()));
  }
}
