package dev.nudge.job.size;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest record that Kafka takes, by topic, in bytes as Kafka counts them: the least of the
 * topic's {@code max.message.bytes} and the producer's {@code max.request.size} and {@code
 * buffer.memory}. Nothing relies on compression.
 *
 * @param producer what the producer takes, whatever the topic
 * @param topics what topics take; one that is missing takes what Kafka's topics take by default
 */
public record Bounds(int producer, TreeMap<String, Integer> topics) implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(Bounds.class);

  /** What a producer takes where nothing is said, and a broker as well, but for 12 bytes more. */
  private static final int BY_DEFAULT = 1 << 20;

  /** Where no topic has been asked. */
  public static Bounds unread(Properties client) {
    return new Bounds(
        Math.min(
            number(client, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            number(client, ProducerConfig.BUFFER_MEMORY_CONFIG)),
        new TreeMap<>());
  }

  /**
   * Asks Kafka. What cannot be read, for want of rights, counts as Kafka's default.
   *
   * @param client what the producer is told
   */
  public static Bounds read(Admin admin, Properties client, Collection<String> topics)
      throws InterruptedException {
    Bounds bounds = unread(client);
    List<ConfigResource> asked = new ArrayList<>();
    topics.forEach(topic -> asked.add(new ConfigResource(ConfigResource.Type.TOPIC, topic)));
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> entry :
        admin.describeConfigs(asked).values().entrySet()) {
      try {
        ConfigEntry most = entry.getValue().get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (most != null) {
          bounds.topics.put(entry.getKey().name(), Integer.parseInt(most.value()));
        }
      } catch (ExecutionException e) {
        LOG.warn(
            "cannot read how large a record of {} may be, taking {} bytes: {}",
            entry.getKey().name(),
            BY_DEFAULT,
            String.valueOf(e.getCause()));
      }
    }
    return bounds;
  }

  /** Of a record of this topic. */
  int of(String topic) {
    return Math.min(producer, topics.getOrDefault(topic, BY_DEFAULT));
  }

  private static int number(Properties client, String name) {
    Object said = client.get(name);
    if (said != null) {
      try {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(said.toString().strip()));
      } catch (NumberFormatException e) {
        LOG.warn("'{}' of '{}' is no number", said, name); // the producer says so as well
      }
    }
    return name.equals(ProducerConfig.MAX_REQUEST_SIZE_CONFIG) ? BY_DEFAULT : 32 * BY_DEFAULT;
  }
}
