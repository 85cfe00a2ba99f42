package dev.nudge.job.message;

import java.util.OptionalLong;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * A run of the job, from a start or restart to its end: all its tasks restart together. What was
 * told in one run says nothing in the next, whose state may have gone back behind it.
 */
public final class JobRun {
  private JobRun() {}

  /**
   * The name of the run in which a task is.
   *
   * @param restored the checkpoint with which it began
   */
  public static String of(RuntimeContext context, OptionalLong restored) {
    return context.getJobInfo().getJobId()
        + "/"
        + (restored.isPresent() ? restored.getAsLong() : "")
        + "/"
        + context.getTaskInfo().getAttemptNumber();
  }
}
