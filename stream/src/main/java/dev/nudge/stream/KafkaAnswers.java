package dev.nudge.stream;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** Waits for what Kafka answers. */
public final class KafkaAnswers {
  private KafkaAnswers() {}

  /**
   * What it answers.
   *
   * @throws KafkaException if that is an error, or nobody waits any more
   */
  public static <T> T await(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? kafka
          : new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
