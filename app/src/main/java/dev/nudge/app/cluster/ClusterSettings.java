package dev.nudge.app.cluster;

import dev.nudge.job.NudgeJob;
import dev.nudge.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What a Flink that is alone, on a laptop, is set to beside what the job says. */
final class ClusterSettings {
  private static final String LOOPBACK = "127.0.0.1";

  private ClusterSettings() {}

  static Configuration of(Settings settings, Path checkpoints, Path temporary) {
    Configuration flink = NudgeJob.configuration(settings);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CheckpointFolder.KEPT);
    small(flink, settings);
    hidden(flink, settings);
    metrics(flink, settings);
    flink.set(CoreOptions.TMP_DIRS, temporary.toString());
    return flink;
  }

  private static void small(Configuration flink, Settings settings) {
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.flink().parallelism());
    // Allocated at once, outside the heap; enough for a parallelism of some dozens.
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    // Nothing goes over a network: each record is handed on at once, and while the next task is
    // busy
    // they gather by themselves. Otherwise each output has a thread that wakes up a thousand times
    // a
    // second, which on a laptop costs a quarter of a core, for nothing.
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    // Of this, only RocksDB uses anything.
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
  }

  /** Nothing is reachable from elsewhere; what is here talks to itself. */
  private static void hidden(Configuration flink, Settings settings) {
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, String.valueOf(settings.local().flinkPort()));
    flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(BlobServerOptions.PORT, "0");
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(WebOptions.CANCEL_ENABLE, false);
    flink.set(WebOptions.RESCALE_ENABLE, false);
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
