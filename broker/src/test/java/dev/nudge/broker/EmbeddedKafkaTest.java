package dev.nudge.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  @TempDir private Path folder;

  @Test
  void whatStockClientsWroteIsThereAfterARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, "127.0.0.1", 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        admin.createTopics(List.of(new NewTopic("letters", 2, (short) 1))).all().get();
      }
      write(kafka, "a", "b");
      assertThat(read(kafka, "first", 2)).containsExactlyInAnyOrder("a", "b");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, "127.0.0.1", 0)) {
      write(kafka, "c");
      assertThat(read(kafka, "second", 3)).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(read(kafka, "first", 1)).containsExactly("c");
    }
  }

  @Test
  void aTakenPortIsAFailureAndNotAHangUp() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, "127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + taken.getLocalPort());
    }
  }

  private static void write(EmbeddedKafka kafka, String... values) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrap(), "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("letters", value, value)).get();
      }
    }
  }

  private static List<String> read(EmbeddedKafka kafka, String group, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("letters"));
      List<String> values = new ArrayList<>();
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < until) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      consumer.commitSync();
      return values;
    }
  }
}
