package dev.nudge.app.up;

import dev.nudge.job.settings.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the system runs. */
interface Work {
  /** Makes the topics that are missing. */
  void makeTopics(Settings settings) throws Exception;

  /** Adds sources, operators and sinks to an environment; connects to nothing. */
  void build(StreamExecutionEnvironment environment, Settings settings);
}
