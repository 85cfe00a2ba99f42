package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Kafka's own producer and consumer, on topics that are there. */
final class StockClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, List<String>> read = new TreeMap<>();

  StockClient(String bootstrap) {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrap);
    producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> every =
        Stream.of("nudge.status", "nudge.triggers", "nudge.rejected")
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(every);
    consumer.seekToBeginning(every);
  }

  /** Writes a record; its offset. */
  long write(String topic, String key, String value) throws Exception {
    return producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
  }

  /** Publishes a campaign and waits until it is in use. */
  void publish(String id, String document) throws Exception {
    long offset = write("nudge.campaigns", id, document);
    await("nudge.status", "\"campaign\":\"" + id + "\"", "\"offset\":" + offset);
  }

  /** Waits for a value with all these parts. */
  String await(String topic, String... parts) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                values(topic).stream()
                    .filter(value -> Stream.of(parts).allMatch(value::contains))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  /** What was written to a topic so far. */
  List<String> values(String topic) {
    consumer
        .poll(Duration.ofMillis(20))
        .forEach(
            record ->
                read.computeIfAbsent(record.topic(), name -> new ArrayList<>())
                    .add(record.value()));
    return read.getOrDefault(topic, List.of());
  }

  /** The ids of all triggers of a campaign. */
  Set<String> ids(String campaign) {
    Set<String> ids = new TreeSet<>();
    for (String trigger : values("nudge.triggers")) {
      if (trigger.contains("\"campaign\":\"" + campaign + "\"")) {
        Matcher id = ID.matcher(trigger);
        assertThat(id.find()).isTrue();
        ids.add(id.group(1));
      }
    }
    return ids;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
