package dev.nudge.delivery;

import dev.nudge.stream.KafkaAnswers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
    for (GroupListing group : KafkaAnswers.await(admin.listGroups().all())) {
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
        KafkaAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    if (known.keySet().stream().noneMatch(places::containsKey)) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      places.forEach((place, offset) -> offsets.put(place, new OffsetAndMetadata(offset)));
      KafkaAnswers.await(admin.alterConsumerGroupOffsets(group, offsets).all());
    }
  }

  /** A channel is gone. */
  void forget(String channel) {
    Collection<String> group = List.of(of(channel));
    KafkaAnswers.await(admin.deleteConsumerGroups(group).all());
  }
}
