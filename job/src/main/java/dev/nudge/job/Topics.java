package dev.nudge.job;

import dev.nudge.job.message.Message;
import dev.nudge.job.size.Bounds;
import dev.nudge.settings.Settings;
import dev.nudge.stream.NewTopics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the settings, in Kafka. */
public final class Topics {
  private Topics() {}

  /**
   * The topics as they are.
   *
   * @param partitions how many each has
   * @param bounds how large a record each takes
   */
  public record Found(Map<String, Integer> partitions, Bounds bounds) {}

  /**
   * Makes the topics that are missing; what is there stays as it is.
   *
   * @throws ExecutionException if Kafka cannot be reached or refuses
   */
  public static Found create(Settings settings) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      Map<String, NewTopic> wanted = wanted(settings.topics());
      Map<String, Integer> partitions = NewTopics.make(admin, wanted.values());
      return new Found(partitions, Bounds.read(admin, settings.kafka().client(), wanted.keySet()));
    }
  }

  private static Map<String, NewTopic> wanted(Settings.Topics topics) {
    Map<String, NewTopic> wanted = new LinkedHashMap<>();
    int many = topics.partitions();
    topics.events().forEach(source -> put(log(source.topic(), many), wanted));
    put(table(topics.profiles().topic(), many), wanted);
    put(table(topics.catalog().topic(), 1), wanted);
    put(table(topics.campaigns(), 1), wanted);
    if (!topics.campaignsFrom().isNone()) {
      put(log(topics.campaignsFrom().topic(), 1), wanted); // its records have no key
    }
    put(table(topics.status(), 1), wanted);
    put(log(topics.withheld(), many), wanted);
    put(log(topics.outcomes(), many), wanted);
    put(log(topics.transitions(), many), wanted);
    put(table(topics.funnel(), 1), wanted); // its records count in their order
    put(table(topics.budgets(), 1), wanted);
    put(passing(topics.watches()), wanted);
    put(log(topics.rejected(), many), wanted);
    topics.allTriggers().forEach(topic -> put(log(topic, many), wanted));
    return wanted;
  }

  private static void put(NewTopic topic, Map<String, NewTopic> wanted) {
    wanted.put(topic.name(), topic);
  }

  private static NewTopic log(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  /** Keeps the last record of each key, and that for a day: none says anything for longer. */
  private static NewTopic passing(String name) {
    return log(name, 1)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(Message.Watched.LONGEST.toMillis())));
  }

  /** Keeps the last record of each key for good. */
  private static NewTopic table(String name, int partitions) {
    return log(name, partitions)
        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }
}
