package dev.nudge.job;

import dev.nudge.settings.Entry;
import dev.nudge.settings.Origin;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * Who wins where the job and the cluster it is submitted to both have a word: first what is set
 * under {@code flink} in Nudge's own settings, then the cluster ({@code config.yaml}, {@code -D},
 * {@code -p}), then the defaults of the job.
 */
final class OnCluster {
  private static final Map<String, ConfigOption<?>> SET_BY =
      Map.of(
          "flink.parallelism", CoreOptions.DEFAULT_PARALLELISM,
          "flink.checkpoint_every", CheckpointingOptions.CHECKPOINTING_INTERVAL,
          "flink.checkpoint_folder", CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          "flink.state", StateBackendOptions.STATE_BACKEND);

  private OnCluster() {}

  /** What is to be told to a cluster that says this of itself. */
  static Configuration configuration(
      dev.nudge.settings.Configuration said, ReadableConfig cluster) {
    Configuration job = NudgeJob.configuration(said.settings());
    for (String key : cluster.toMap().keySet()) {
      job.removeKey(key);
    }
    Configuration own = NudgeJob.configuration(said.settings());
    for (Entry entry : said.entries()) {
      ConfigOption<?> option = SET_BY.get(entry.path());
      if (option == null) {
        continue;
      }
      if (entry.origin() instanceof Origin.Default) {
        // The cluster may have said it under an older name.
        cluster.getOptional(option).ifPresent(value -> job.removeConfig(option));
      } else {
        copy(option, own, job);
      }
    }
    return job;
  }

  private static <T> void copy(ConfigOption<T> option, Configuration from, Configuration to) {
    from.getOptional(option).ifPresent(value -> to.set(option, value));
  }
}
