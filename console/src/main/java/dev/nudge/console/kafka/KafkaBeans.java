package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.RecordBound;
import dev.nudge.stream.SetAside;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What reads and writes the Kafka of the settings. */
@Configuration(proxyBeanMethods = false)
class KafkaBeans {
  @Bean
  static KafkaClients clients(ConsoleSettings settings) {
    return new KafkaClients(settings.kafka());
  }

  @Bean
  static RecordBound recordBound(ConsoleSettings settings) {
    return new RecordBound(settings.kafka());
  }

  @Bean
  static SetAside setAside() {
    return new SetAside(KafkaBeans::isOutside);
  }

  /** Whether Spring says that a database is away, or busy with somebody else's change. */
  static boolean isOutside(Throwable failure) {
    return failure instanceof TransientDataAccessException
        || failure instanceof TransactionException;
  }
}
