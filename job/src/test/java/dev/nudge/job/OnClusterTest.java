package dev.nudge.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.settings.Flag;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;

final class OnClusterTest {
  private final Configuration cluster = new Configuration();

  @Test
  void whatTheClusterSaysWinsOverDefaults() {
    cluster.set(CoreOptions.DEFAULT_PARALLELISM, 8);
    cluster.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    cluster.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(50));

    Configuration told = told();

    assertThat(told.containsKey(CoreOptions.DEFAULT_PARALLELISM.key())).isFalse();
    assertThat(told.containsKey(StateBackendOptions.STATE_BACKEND.key())).isFalse();
    assertThat(told.containsKey(ExecutionOptions.BUFFER_TIMEOUT.key())).isFalse();
    assertThat(told.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).hasSeconds(5);
  }

  @Test
  void anOlderNameCountsToo() {
    cluster.setString("state.backend", "rocksdb");

    assertThat(told().containsKey(StateBackendOptions.STATE_BACKEND.key())).isFalse();
  }

  @Test
  void whatSomebodySetWinsOverTheCluster() {
    cluster.set(CoreOptions.DEFAULT_PARALLELISM, 8);
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "s3://theirs");

    Configuration told =
        told("flink.parallelism=2", "flink.checkpoint_folder=s3://ours", "flink.state=heap");

    assertThat(told.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(2);
    assertThat(told.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isEqualTo("s3://ours");
    assertThat(told.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
  }

  private Configuration told(String... sets) {
    var flags =
        Arrays.stream(sets)
            .map(set -> set.split("=", 2))
            .map(set -> new Flag("--set", set[0], set[1]))
            .toList();
    var said =
        SettingsReader.read(
            new SettingsInput(Optional.empty(), Path.of("nowhere"), Map.of(), flags));
    assertThat(said.problems()).isEmpty();
    return OnCluster.configuration(said, cluster);
  }
}
