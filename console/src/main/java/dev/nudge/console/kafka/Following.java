package dev.nudge.console.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics on a thread of its own until closed. When anything fails it lets go of its
 * consumer, waits a little and begins anew, so that a Kafka or database that was away for a while
 * costs time and nothing else.
 */
public final class Following implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Following.class);
  private static final long PAUSE_SECONDS = 2;

  /** How often it looks for partitions that were added. */
  private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Duration POLL = Duration.ofMillis(250);

  private final KafkaClients clients;
  private final List<String> topics;
  private final Reader reader;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> reading;

  /** What is done with what is read. Called on one thread. */
  public interface Reader {
    /** Moves a fresh consumer, which is assigned all partitions, to where reading begins. */
    void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions);

    /** Takes what came, which may be nothing; called four times a second at least. */
    void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records);
  }

  /** Follows these topics, from {@link #start} on. */
  public Following(KafkaClients clients, List<String> topics, String name, Reader reader) {
    this.clients = clients;
    this.topics = List.copyOf(topics);
    this.reader = reader;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  private void run() {
    boolean said = false;
    while (stop.getCount() > 0) {
      Consumer<byte[], byte[]> consumer = clients.consumer();
      reading = consumer;
      try {
        List<TopicPartition> partitions = KafkaClients.partitions(consumer, topics);
        if (!partitions.isEmpty()) {
          consumer.assign(partitions);
          reader.begin(consumer, partitions);
          long looked = System.nanoTime();
          while (stop.getCount() > 0 && consumer.assignment().size() == partitions.size()) {
            reader.take(consumer, consumer.poll(POLL));
            said = false;
            if (System.nanoTime() - looked > LOOK_NANOS) {
              partitions = KafkaClients.partitions(consumer, topics);
              looked = System.nanoTime();
            }
          }
        }
      } catch (WakeupException e) {
        // It is to end.
      } catch (RuntimeException e) {
        if (!said && stop.getCount() > 0) {
          log.warn("{} begins anew in {} s", thread.getName(), PAUSE_SECONDS, e);
          said = true;
        }
      } finally {
        reading = null;
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (stop.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
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
