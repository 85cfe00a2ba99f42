package dev.nudge.delivery.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a queue may say it has come: behind everything that is done, and not behind anything that
 * is not. Not safe for use by several threads.
 */
final class Offsets {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private int held;

  private static final class Partition {
    private long next;

    /** From the first that is not done on: whether each is. */
    private final TreeMap<Long, Boolean> waiting = new TreeMap<>();
  }

  /** A record was read that needs nothing to be done. */
  void pass(TopicPartition partition, long offset) {
    of(partition).next = offset + 1;
  }

  /** A record was read; it is not done. */
  void begin(TopicPartition partition, long offset) {
    Partition one = of(partition);
    one.next = offset + 1;
    one.waiting.put(offset, false);
    held++;
  }

  /** A record that was begun is done. */
  void done(TopicPartition partition, long offset) {
    Partition one = of(partition);
    one.waiting.replace(offset, true);
    while (!one.waiting.isEmpty() && one.waiting.firstEntry().getValue()) {
      one.waiting.pollFirstEntry();
      held--;
    }
  }

  /** How many records are held since one before them is not done, that one included. */
  int held() {
    return held;
  }

  /** Where to go on after a restart. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, one) ->
            offsets.put(
                partition,
                new OffsetAndMetadata(one.waiting.isEmpty() ? one.next : one.waiting.firstKey())));
    return offsets;
  }

  void clear() {
    partitions.clear();
    held = 0;
  }

  private Partition of(TopicPartition partition) {
    return partitions.computeIfAbsent(partition, name -> new Partition());
  }
}
