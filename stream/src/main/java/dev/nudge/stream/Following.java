package dev.nudge.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics on a thread of its own until closed. When anything fails it lets go of its
 * consumer, waits a little and begins anew, so that a Kafka or database that was away for a while
 * costs time and nothing else. What fails for a record's own sake does so again: then what is in
 * question is taken in smaller parts and at last one by one, and the record that fails three times
 * is set aside.
 */
public final class Following implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Following.class);
  private static final long PAUSE_MILLIS = 2_000;

  /** Nothing is away where a record is at fault: nobody needs time to come back. */
  private static final long PAUSE_FOR_RECORD_MILLIS = 200;

  private static final int TRIES = 3;

  /** So many records that failed are remembered, so that reading anew does not try them again. */
  private static final int REMEMBERED = 1_000;

  /** How often it looks for partitions that were added. */
  private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Duration POLL = Duration.ofMillis(250);

  private final KafkaClients clients;
  private final SetAside aside;
  private final List<String> topics;
  private final Reader reader;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> reading;
  private volatile @Nullable String trouble;
  private boolean said;

  /** Up to these offsets, what is read is kept at once, since something of it fails. */
  private final Map<TopicPartition, Long> few = new HashMap<>();

  /** Up to these offsets, records are taken one by one. */
  private final Map<TopicPartition, Long> single = new HashMap<>();

  /** How often a record has failed. */
  private final Map<Place, Integer> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Place(TopicPartition partition, long offset) {
    static Place of(ConsumerRecord<byte[], byte[]> record) {
      return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  /** What is done with what is read. Called on one thread. */
  public interface Reader {
    /**
     * Moves a fresh consumer, which is assigned all partitions, to where reading begins, and
     * forgets what was taken and not kept.
     */
    void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions);

    /** Takes a record. */
    void take(ConsumerRecord<byte[], byte[]> record);

    /** A record that is left out; it counts as read. */
    void pass(ConsumerRecord<byte[], byte[]> record);

    /**
     * Keeps what was taken; called after each reading, four times a second at least.
     *
     * @param now whether it must not wait for more
     */
    void keep(boolean now);
  }

  /** Follows these topics, from {@link #start} on. */
  public Following(
      KafkaClients clients, SetAside aside, List<String> topics, String name, Reader reader) {
    this.clients = clients;
    this.aside = aside;
    this.topics = List.copyOf(topics);
    this.reader = reader;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Why it does not read, if so; it tries again by itself. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void run() {
    while (stop.getCount() > 0) {
      long pause = PAUSE_MILLIS;
      Consumer<byte[], byte[]> consumer = clients.consumer();
      reading = consumer;
      try {
        List<TopicPartition> partitions = KafkaClients.partitions(consumer, topics);
        if (partitions.isEmpty()) {
          trouble = "there is no topic " + String.join(", ", topics);
        } else {
          consumer.assign(partitions);
          reader.begin(consumer, partitions);
          trouble = null;
          follow(consumer, partitions);
        }
      } catch (WakeupException e) {
        // It is to end.
      } catch (RecordFailed e) {
        pause = PAUSE_FOR_RECORD_MILLIS;
      } catch (RuntimeException e) {
        trouble = e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause();
        if (!said && stop.getCount() > 0) {
          log.warn("{} begins anew in {} ms", thread.getName(), pause, e);
          said = true;
        }
      } finally {
        reading = null;
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
      pause(pause);
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer, List<TopicPartition> known) {
    List<TopicPartition> partitions = known;
    long looked = System.nanoTime();
    while (stop.getCount() > 0 && consumer.assignment().size() == partitions.size()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (single.isEmpty()) {
        together(consumer, records);
      } else {
        records.forEach(this::alone);
      }
      forgetBehind(consumer, single);
      forgetBehind(consumer, few);
      said = false;
      if (System.nanoTime() - looked > LOOK_NANOS) {
        partitions = KafkaClients.partitions(consumer, topics);
        looked = System.nanoTime();
      }
    }
  }

  private static void forgetBehind(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    ends.keySet().retainAll(consumer.assignment());
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void together(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    try {
      records.forEach(
          record -> {
            if (failures.getOrDefault(Place.of(record), 0) >= TRIES) {
              reader.pass(record);
            } else {
              reader.take(record);
            }
          });
      reader.keep(!few.isEmpty());
    } catch (RuntimeException e) {
      if (!aside.isOfRecord(e)) {
        throw e;
      }
      // Which one it is shows when they come again, first a few at once, then one by one.
      Map<TopicPartition, Long> ends = few.isEmpty() ? few : single;
      consumer.assignment().forEach(partition -> ends.put(partition, consumer.position(partition)));
      throw new RecordFailed(e);
    }
  }

  private void alone(ConsumerRecord<byte[], byte[]> record) {
    Place place = Place.of(record);
    if (failures.getOrDefault(place, 0) >= TRIES) {
      reader.pass(record);
      reader.keep(true);
      return;
    }
    try {
      reader.take(record);
      reader.keep(true);
      failures.remove(place);
    } catch (RuntimeException e) {
      if (!aside.isOfRecord(e)) {
        throw e;
      }
      if (failures.merge(place, 1, Integer::sum) == TRIES) {
        aside.add(thread.getName(), place.partition(), place.offset(), e);
      }
      // The reader may have taken a part of it: it begins where it has kept all.
      throw new RecordFailed(e);
    }
  }

  private void pause(long millis) {
    try {
      if (stop.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Returns when nothing is read any more. */
  @Override
  public void close() {
    stop.countDown();
    Consumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
