package dev.nudge.app.kafka;

import dev.nudge.app.terminal.Failure;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** What Kafka's clients complain of, in one line that says what to do. */
public final class Trouble {
  private Trouble() {}

  /** Nobody listens there. */
  static Failure nobody(String bootstrap) {
    return Failure.system(
        "no Kafka at " + bootstrap + ": start one with 'nudge up', or name yours with --bootstrap");
  }

  /** Somebody listens, but the first question went wrong. */
  static Failure silence(KafkaException e, String bootstrap) {
    return e instanceof TimeoutException
        ? Failure.system(
            "something listens at "
                + bootstrap
                + " but does not answer as Kafka: check --bootstrap, and whether it wants TLS or"
                + " SASL ('kafka: properties:' in nudge.yaml)")
        : failure(e, bootstrap);
  }

  /** Something went wrong later. */
  public static Failure failure(KafkaException e, String bootstrap) {
    Throwable cause = e;
    while (cause.getCause() instanceof KafkaException inner) {
      cause = inner;
    }
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause instanceof ConfigException) {
      return Failure.usage(
          "Kafka's client cannot be set up (" + said + "): check 'kafka:' in nudge.yaml");
    }
    if (cause instanceof AuthenticationException) {
      return Failure.system(
          "Kafka at "
              + bootstrap
              + " does not let us in ("
              + said
              + "): check 'kafka: properties:' in nudge.yaml");
    }
    if (cause instanceof AuthorizationException) {
      return Failure.system(
          "Kafka at " + bootstrap + " forbids it (" + said + "): ask for the right to do that");
    }
    if (cause instanceof RecordTooLargeException) {
      return Failure.input(
          "a record is larger than Kafka takes ("
              + said
              + "): raise max.request.size and the"
              + " topic's max.message.bytes, or make it smaller");
    }
    if (cause instanceof InvalidTimestampException) {
      return Failure.input(
          "Kafka refuses the time of a record (" + said + "): choose an earlier one");
    }
    if (cause instanceof TimeoutException) {
      return Failure.system(
          "Kafka at "
              + bootstrap
              + " did not answer in time ("
              + said
              + "): is it running, and can its advertised.listeners be reached from here?");
    }
    return Failure.system("Kafka at " + bootstrap + " failed (" + said + ")");
  }
}
