package dev.nudge.console.kafka;

import dev.nudge.stream.Extent;
import dev.nudge.stream.Following;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader that begins with the latest records of a topic and, after a failure, goes on where it
 * was: what it makes of them is in memory, and still there.
 */
public abstract class ResumingReader implements Following.Reader {
  private final long atMost;
  private Map<TopicPartition, Long> next = Map.of();

  /**
   * A reader.
   *
   * @param atMost with so many of the latest records it begins
   */
  protected ResumingReader(long atMost) {
    this.atMost = atMost;
  }

  /** The time of the oldest record that matters at the start. */
  protected long since() {
    return 0;
  }

  /** Makes what is to be made of a record. */
  protected abstract void look(ConsumerRecord<byte[], byte[]> record);

  @Override
  public final void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    if (next.isEmpty()) {
      next = new HashMap<>(Extent.since(consumer, partitions, since(), atMost).from());
    }
    partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
  }

  @Override
  public final void take(ConsumerRecord<byte[], byte[]> record) {
    look(record);
    pass(record);
  }

  @Override
  public final void pass(ConsumerRecord<byte[], byte[]> record) {
    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }

  @Override
  public final void keep(boolean now) {}
}
