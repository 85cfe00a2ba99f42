package dev.nudge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewTopicsTest {
  private static final int TOPICS = 30;
  private static final int RECORDS = 500;

  /** A producer that does not gather has many batches on their way at once. */
  @Test
  void whatIsMadeTakesRecordsAtOnce(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, "127.0.0.1", 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer())) {
      for (int number = 0; number < TOPICS; number++) {
        String topic = "topic-" + number;
        NewTopics.make(admin, List.of(new NewTopic(topic, 4, (short) 1)));
        List<Future<RecordMetadata>> written = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
          written.add(producer.send(new ProducerRecord<>(topic, "key-" + i, "value")));
        }
        for (Future<RecordMetadata> record : written) {
          record.get(30, TimeUnit.SECONDS);
        }
      }
      NewTopics.make(admin, List.of(new NewTopic("topic-0", 1, (short) 1)));
      assertThat(producer.partitionsFor("topic-0")).as("what is there stays").hasSize(4);
    }
  }
}
