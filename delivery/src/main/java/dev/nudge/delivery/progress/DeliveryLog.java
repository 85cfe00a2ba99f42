package dev.nudge.delivery.progress;

import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaAnswers;
import dev.nudge.stream.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What this process writes about deliveries: how far each has come, which were given up, and the
 * events that tell of them. Each call returns when all replicas have the record. Safe for use by
 * several threads.
 */
public final class DeliveryLog {
  private final Producer<byte[], byte[]> producer;
  private final String deliveries;
  private final String undelivered;

  /**
   * A log on these topics.
   *
   * @param producer with {@code acks=all}
   * @param deliveries the topic of how far each has come
   * @param undelivered the topic of those that were given up
   */
  public DeliveryLog(Producer<byte[], byte[]> producer, String deliveries, String undelivered) {
    this.producer = producer;
    this.deliveries = deliveries;
    this.undelivered = undelivered;
  }

  /** The key of what is written of a delivery. */
  public static String key(String channel, String trigger) {
    return channel + "/" + trigger;
  }

  /**
   * Reads what is known of all deliveries, by channel.
   *
   * @param until asked now and then; true ends it
   * @throws IllegalStateException if it was not read to its end
   */
  public static Map<String, Ledger> read(
      KafkaClients clients, String deliveries, BooleanSupplier until) {
    Map<String, Ledger> ledgers = new HashMap<>();
    Extent all;
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      all = Extent.since(consumer, deliveries, 0, Long.MAX_VALUE);
    }
    boolean whole =
        all.read(
            clients,
            until,
            message -> {
              note(message, ledgers);
              return true;
            });
    if (!whole) {
      throw new IllegalStateException("the topic '" + deliveries + "' was not read to its end");
    }
    return ledgers;
  }

  private static void note(ConsumerRecord<byte[], byte[]> message, Map<String, Ledger> ledgers) {
    byte @Nullable [] key = message.key();
    byte @Nullable [] value = message.value();
    if (key == null || value == null) {
      return;
    }
    String name = new String(key, StandardCharsets.UTF_8);
    int slash = name.indexOf('/');
    if (slash > 0) {
      Progress.of(value)
          .ifPresent(
              progress ->
                  ledgers
                      .computeIfAbsent(name.substring(0, slash), channel -> new Ledger())
                      .note(name.substring(slash + 1), progress));
    }
  }

  /**
   * A delivery has come so far.
   *
   * @throws KafkaException if Kafka does not take it
   */
  public void write(String channel, String trigger, Progress progress) {
    send(deliveries, key(channel, trigger), progress.toJson());
  }

  /**
   * A delivery was given up.
   *
   * @throws KafkaException if Kafka does not take it
   */
  public void write(Undelivered letter) {
    send(undelivered, key(letter.channel(), letter.trigger().id()), letter.toJson());
  }

  /**
   * Something that happened to a user.
   *
   * @throws KafkaException if Kafka does not take it
   */
  public void writeEvent(String topic, String user, byte[] event) {
    send(topic, user, event);
  }

  private void send(String topic, String key, byte[] value) {
    KafkaAnswers.await(
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
  }
}
