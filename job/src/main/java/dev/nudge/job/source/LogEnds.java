package dev.nudge.job.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, again and again, where the partitions of a reader end, on a thread of its own: one request
 * every fifth of a second.
 *
 * <p>The last offset of a log may be no record but the mark of a transaction, which no reader ever
 * gets to see. So where a reader stands still before the end, the rest is read to see whether
 * anything is in it.
 */
final class LogEnds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);
  private static final long EVERY_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Properties kafka;
  private final Runnable looked;
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Seen> seen = new ConcurrentHashMap<>();

  /** Of this thread alone: where the reader stood, and ends before which there is no record. */
  private final Map<TopicPartition, Long> stood = new HashMap<>();

  private final Map<TopicPartition, Long> hollow = new HashMap<>();

  /** Made when it is first needed, since to make one costs more than all the looks of a second. */
  private @Nullable KafkaConsumer<byte[], byte[]> log;

  private final Thread thread = new Thread(this::look, "nudge-log-ends");
  private volatile boolean closed;

  /**
   * The end of a partition.
   *
   * @param end whoever is to read this offset next has read all there was
   * @param at when it was so, in epoch milliseconds
   */
  record Seen(long end, long at) {
    /** Before anybody looked. */
    static final Seen NEVER = new Seen(Long.MAX_VALUE, Long.MIN_VALUE);

    boolean isReached(long next) {
      return next >= end;
    }
  }

  /**
   * Begins to look.
   *
   * @param looked is called on the thread after each look
   */
  LogEnds(Properties client, Runnable looked) {
    this.kafka = new Properties();
    this.kafka.putAll(client);
    this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1024");
    this.looked = looked;
    thread.setDaemon(true);
    thread.start();
  }

  /** The reader's next record in a partition. */
  void next(TopicPartition partition, long offset) {
    next.put(partition, offset);
  }

  /** What was seen last. */
  Seen seen(TopicPartition partition) {
    return seen.getOrDefault(partition, Seen.NEVER);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void look() {
    while (!closed) {
      try (Admin admin = Admin.create(kafka)) {
        while (!closed) {
          if (!next.isEmpty()) {
            look(admin);
          }
          looked.run();
          Thread.sleep(EVERY_MILLIS);
        }
      } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
        return; // closed
      } catch (ExecutionException | KafkaException e) {
        LOG.warn("cannot see how far topics go, trying again: {}", e.toString());
      } finally {
        closeLog();
      }
    }
  }

  private void closeLog() {
    if (log != null) {
      log.close(CloseOptions.timeout(Duration.ZERO));
      log = null;
    }
  }

  private void look(Admin admin) throws ExecutionException, InterruptedException {
    long now = System.currentTimeMillis();
    Map<TopicPartition, Long> ends = offsets(admin, next.keySet(), OffsetSpec.latest());
    for (Map.Entry<TopicPartition, Long> entry : ends.entrySet()) {
      TopicPartition partition = entry.getKey();
      long end = entry.getValue();
      long at = next.getOrDefault(partition, Long.MAX_VALUE);
      long from =
          at < 0
              ? offsets(admin, Set.of(partition), OffsetSpec.earliest()).getOrDefault(partition, 0L)
              : at;
      seen.put(partition, new Seen(isReached(partition, from, end) ? at : end, now));
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  private boolean isReached(TopicPartition partition, long from, long end) {
    if (from >= end) {
      return true;
    }
    Long before = stood.put(partition, from);
    if (before == null || before != from) {
      return false;
    }
    if (!Objects.equals(hollow.get(partition), end) && isEmpty(partition, from, end)) {
      hollow.put(partition, end);
    }
    return Objects.equals(hollow.get(partition), end);
  }

  /** Whether there is no record from here to the end; seldom asked. */
  private boolean isEmpty(TopicPartition partition, long from, long end) {
    KafkaConsumer<byte[], byte[]> reading = log;
    if (reading == null) {
      reading =
          new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      log = reading;
    }
    reading.assign(List.of(partition));
    reading.seek(partition, from);
    return reading.poll(PATIENCE).isEmpty() && reading.position(partition) >= end;
  }
}
