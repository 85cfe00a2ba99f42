package dev.nudge.app.up;

import dev.nudge.settings.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the system runs. */
@FunctionalInterface
interface Work {
  /** Makes the topics that are missing, and adds sources, operators and sinks. Kafka is up. */
  void build(StreamExecutionEnvironment environment, Settings settings) throws Exception;
}
