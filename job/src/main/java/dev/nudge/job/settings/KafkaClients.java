package dev.nudge.job.settings;

import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/** What every Kafka client is told. */
public final class KafkaClients {
  private KafkaClients() {}

  /** The settings of a client: how to reach Kafka, and all that was said of it. */
  public static Properties properties(Settings.Kafka kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    return properties;
  }
}
