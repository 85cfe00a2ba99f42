package dev.nudge.console.source;

import dev.nudge.console.web.ApiException;
import dev.nudge.stream.KafkaClients;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Kafka says of topics, and of how far a group has read them. Each question waits for the
 * answer, ten seconds at most; without one it fails with 503. Safe for use by several threads.
 */
@Component
final class Broker {
  private final KafkaClients clients;
  private @Nullable Admin admin;

  Broker(KafkaClients clients) {
    this.clients = clients;
  }

  private synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = clients.admin();
      admin = open;
    }
    return open;
  }

  /** By topic; none of one that is not there. */
  Map<String, List<TopicPartition>> partitions(Collection<String> topics) {
    Map<String, List<TopicPartition>> partitions = new HashMap<>();
    admin()
        .describeTopics(topics)
        .topicNameValues()
        .forEach((topic, told) -> partitions.put(topic, answer(() -> partitions(told))));
    return partitions;
  }

  private static List<TopicPartition> partitions(KafkaFuture<TopicDescription> told)
      throws ExecutionException, InterruptedException {
    try {
      TopicDescription topic = told.get();
      return topic.partitions().stream()
          .map(one -> new TopicPartition(topic.name(), one.partition()))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of();
      }
      throw e;
    }
  }

  /** Offsets, and the times of the records there; -1 where there is none. */
  Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    return offsets(List.of(all(partitions, spec))).get(0);
  }

  /** The answers to several such questions, which are asked together. */
  List<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<Map<TopicPartition, OffsetSpec>> wanted) {
    List<KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>>> asked = new ArrayList<>();
    for (Map<TopicPartition, OffsetSpec> one : wanted) {
      asked.add(
          one.isEmpty() ? KafkaFuture.completedFuture(Map.of()) : admin().listOffsets(one).all());
    }
    return asked.stream().map(one -> answer(one::get)).toList();
  }

  static Map<TopicPartition, OffsetSpec> all(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    partitions.forEach(partition -> all.put(partition, spec));
    return all;
  }

  /** How far a group says that it has read; nothing where it says so of none, or not to us. */
  Map<TopicPartition, Long> committed(String group) {
    return answer(
        () -> {
          try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach(
                    (partition, offset) -> {
                      if (offset != null) {
                        committed.put(partition, offset.offset());
                      }
                    });
            return committed;
          } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
              throw e;
            }
            return Map.of();
          }
        });
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T answer(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw ApiException.unavailable("Kafka does not answer: " + e.getCause());
    } catch (KafkaException e) {
      throw ApiException.unavailable("Kafka does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable("the console stops");
    }
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
