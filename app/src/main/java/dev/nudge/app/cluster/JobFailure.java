package dev.nudge.app.cluster;

import java.time.Instant;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.util.ExceptionUtils;

/**
 * The job failed.
 *
 * @param time when
 * @param reason the first cause, on one line
 * @param isFinal whether the job has ended; otherwise it is started again from its last checkpoint
 */
public record JobFailure(Instant time, String reason, boolean isFinal) {
  private static final int WIDTH = 300;

  static JobFailure of(ErrorInfo error, boolean isFinal) {
    Throwable failure = error.getException().deserializeError(JobFailure.class.getClassLoader());
    return new JobFailure(Instant.ofEpochMilli(error.getTimestamp()), reason(failure), isFinal);
  }

  /** The first cause: what happened, without the names of who passed it on. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String text = ExceptionUtils.stringifyException(cause).lines().findFirst().orElse("");
    return text.length() > WIDTH ? text.substring(0, WIDTH) + " ..." : text;
  }
}
