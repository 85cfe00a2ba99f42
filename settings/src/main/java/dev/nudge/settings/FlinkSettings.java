package dev.nudge.settings;

import dev.nudge.settings.Settings.StateBackend;
import java.time.Duration;
import java.util.List;

/** What can be set of how the job runs. */
final class FlinkSettings {
  static final Setting<Integer> PARALLELISM =
      new Setting<>(
          "flink.parallelism",
          Forms.integer(1, 1024),
          2,
          "How many subtasks each operator of the job has.",
          settings -> settings.flink().parallelism());

  static final Setting<Duration> CHECKPOINT_EVERY =
      new Setting<>(
          "flink.checkpoint_every",
          Forms.duration(),
          Duration.ofSeconds(5),
          "How often state is saved: this much is done again after a failure.",
          settings -> settings.flink().checkpointEvery());

  static final Setting<String> CHECKPOINT_FOLDER =
      new Setting<>(
          "flink.checkpoint_folder",
          Forms.pathOrUri(),
          "",
          "Where state is saved: a path or URI; empty for the data folder, or what the cluster has.",
          settings -> settings.flink().checkpointFolder());

  static final Setting<StateBackend> STATE =
      new Setting<>(
          "flink.state",
          Forms.choice(StateBackend.class),
          StateBackend.HEAP,
          "Where the state of users is kept: in memory (heap) or on disk (rocksdb).",
          settings -> settings.flink().state());

  static final Setting<Integer> HOT_USERS =
      new Setting<>(
          "flink.hot_users",
          Forms.integer(0, 65_536),
          64,
          "MiB of memory for users who were there last, as objects, in each subtask; others are bytes.",
          settings -> settings.flink().hotUsers());

  /** All, in the order of the reference. */
  static final List<Setting<?>> ALL =
      List.of(PARALLELISM, CHECKPOINT_EVERY, CHECKPOINT_FOLDER, STATE, HOT_USERS);

  private FlinkSettings() {}
}
