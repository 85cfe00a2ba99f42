package dev.nudge.stream;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that is made when it is first needed, and anew after it was let go. Safe for use by
 * several threads.
 */
public final class LazyProducer implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final int patience;
  private final List<String> topics;
  private @Nullable Producer<byte[], byte[]> made;

  /**
   * None yet.
   *
   * @param patience in milliseconds, until it gives a record up
   * @param topics that must be there first: a producer that names one which is not there may make
   *     it, and make it wrong
   */
  public LazyProducer(KafkaClients clients, int patience, String... topics) {
    this.clients = clients;
    this.patience = patience;
    this.topics = List.of(topics);
  }

  /**
   * The producer.
   *
   * @throws IllegalStateException if a topic is not there
   */
  public synchronized Producer<byte[], byte[]> get() {
    Producer<byte[], byte[]> producer = made;
    if (producer == null) {
      requireTopics();
      producer = clients.producer(patience);
      made = producer;
    }
    return producer;
  }

  private void requireTopics() {
    if (topics.isEmpty()) {
      return;
    }
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      for (String topic : topics) {
        if (KafkaClients.partitions(consumer, List.of(topic)).isEmpty()) {
          throw new IllegalStateException("there is no topic '" + topic + "' yet");
        }
      }
    }
  }

  /** Gives up what is on its way. */
  public void letGo() {
    close(Duration.ZERO);
  }

  /** What is on its way has two seconds. */
  @Override
  public void close() {
    close(CLOSING);
  }

  private synchronized void close(Duration time) {
    Producer<byte[], byte[]> producer = made;
    made = null;
    if (producer != null) {
      producer.close(time);
    }
  }
}
