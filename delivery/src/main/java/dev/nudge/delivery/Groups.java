package dev.nudge.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer groups under which Kafka knows how far each channel has read. Nobody is a member of
 * them: one process delivers, and reads all partitions.
 *
 * @param prefix what the names of those of channels begin with
 */
record Groups(Admin admin, String prefix) {
  /** That of a channel. */
  String of(String channel) {
    return prefix + channel;
  }

  /** The channels of which Kafka knows how far they have read. */
  Set<String> channels() {
    Set<String> channels = new TreeSet<>();
    for (GroupListing group : get(admin.listGroups().all())) {
      if (group.groupId().startsWith(prefix)) {
        channels.add(group.groupId().substring(prefix.length()));
      }
    }
    return channels;
  }

  /** A channel that has read nothing yet begins here; one that has stays where it is. */
  void beginAt(String channel, Map<TopicPartition, Long> places) {
    String group = of(channel);
    Map<TopicPartition, OffsetAndMetadata> known =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    if (known.keySet().stream().noneMatch(places::containsKey)) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      places.forEach((place, offset) -> offsets.put(place, new OffsetAndMetadata(offset)));
      get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }
  }

  /** A channel is gone. */
  void forget(String channel) {
    Collection<String> group = List.of(of(channel));
    get(admin.deleteConsumerGroups(group).all());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
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
