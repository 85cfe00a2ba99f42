package dev.nudge.delivery;

import dev.nudge.settings.Settings;
import dev.nudge.stream.NewTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of channels, in Kafka. */
public final class DeliveryTopics {
  /** A trigger is delivered or given up long before. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** Longer than requests to try again are, which are told by it from those that were met. */
  private static final Duration PROGRESS_KEPT = KEPT.plusDays(1);

  private DeliveryTopics() {}

  /**
   * Makes those that are missing; what is there stays as it is.
   *
   * @throws ExecutionException if Kafka cannot be reached or refuses
   */
  public static void make(Admin admin, Settings settings)
      throws ExecutionException, InterruptedException {
    Settings.Channels channels = settings.channels();
    int many = settings.topics().partitions();
    NewTopics.make(
        admin,
        List.of(
            // One partition: whoever has it delivers.
            topic(channels.documents(), 1)
                .configs(
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(channels.deliveries(), many)
                .configs(
                    Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT
                            + ","
                            + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(PROGRESS_KEPT.toMillis()))),
            topic(channels.undelivered(), many)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(KEPT.toMillis())))));
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
