package dev.nudge.app.up;

import dev.nudge.job.NudgeJob;
import dev.nudge.job.Topics;
import dev.nudge.settings.Settings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that watches the events. It is a class of its own so that the command line, which looks
 * at every command at each start, does not load Flink for it.
 */
final class LiveJob implements Work {
  @Override
  public void build(StreamExecutionEnvironment environment, Settings settings) throws Exception {
    NudgeJob.build(environment, settings, Topics.create(settings), NudgeJob.Span.FOR_EVER);
  }
}
