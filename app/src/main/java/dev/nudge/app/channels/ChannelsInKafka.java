package dev.nudge.app.channels;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.app.kafka.Trouble;
import dev.nudge.delivery.ChannelTopic;
import dev.nudge.delivery.DeliveryTopics;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Undelivered;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** What Kafka has of channels. */
record ChannelsInKafka(Cluster cluster, Settings settings) {
  /** Reaches Kafka, where the topics of channels are made if they are missing. */
  static <T> T use(Settings settings, Cluster.Work<T> work) throws IOException {
    return Cluster.use(
        settings.kafka(),
        cluster -> {
          makeTopics(settings);
          return work.with(cluster);
        });
  }

  /** Makes the topics of channels that are missing; Kafka has answered before. */
  static void makeTopics(Settings settings) {
    try (Admin admin = Admin.create(settings.kafka().client())) {
      DeliveryTopics.make(admin, settings);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? Trouble.failure(kafka, settings.kafka().bootstrap())
          : new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** All channels, by id. */
  Map<String, ChannelTopic.Entry> channels() throws IOException {
    ChannelTopic channels = new ChannelTopic();
    try (TopicReader reader = cluster.reader(List.of(settings.channels().documents()))) {
      reader.readToEnd(
          message -> {
            var unused = channels.take(message);
          });
    }
    return channels.channels();
  }

  /** Deliveries that were given up and are not asked for again, by their key, oldest first. */
  Map<String, Undelivered> undelivered() throws IOException {
    Map<String, Undelivered> undelivered = new LinkedHashMap<>();
    try (TopicReader reader = cluster.reader(List.of(settings.channels().undelivered()))) {
      reader.readToEnd(
          message ->
              Undelivered.of(message.value())
                  .ifPresent(
                      one -> {
                        String key = DeliveryLog.key(one.channel(), one.trigger().id());
                        undelivered.remove(key);
                        if (!one.isRedrive()) {
                          undelivered.put(key, one);
                        }
                      }));
    }
    return undelivered;
  }
}
