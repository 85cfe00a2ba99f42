package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Source;
import dev.nudge.customer.file.FileFolder;
import dev.nudge.customer.file.FoundFile;
import dev.nudge.customer.file.RecordFile;
import dev.nudge.stream.KafkaClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Some records of a source, to look at. */
final class Samples {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaClients clients;
  private final LiveStreams live;

  Samples(KafkaClients clients, LiveStreams live) {
    this.clients = clients;
    this.live = live;
  }

  /**
   * The first records of files, by their names; of topics the last ones, the latest first.
   *
   * @param deletions whether rows that are gone are wanted
   * @throws IOException if the source cannot be read, or is not there
   */
  List<InputRecord> of(Collection collection, boolean deletions, int most) throws IOException {
    return collection.source() instanceof Source.Files files
        ? ofFiles(files, most)
        : ofTopics(RecordForm.of(collection, live), deletions, most);
  }

  private static List<InputRecord> ofFiles(Source.Files files, int most) throws IOException {
    List<InputRecord> sample = new ArrayList<>();
    try (FileFolder folder = FileFolder.of(files)) {
      List<FoundFile> found = folder.look();
      if (found.isEmpty()) {
        throw new IOException("there is nothing yet: " + files);
      }
      for (FoundFile file : found) {
        try (RecordFile records = folder.open(file)) {
          long row = 0;
          for (String next = records.next();
              next != null && sample.size() < most;
              next = records.next()) {
            row++;
            if (!next.isBlank()) {
              sample.add(new InputRecord(file.name(), row, file.time(), null, next));
            }
          }
        }
        if (sample.size() == most) {
          break;
        }
      }
    }
    return sample;
  }

  private List<InputRecord> ofTopics(RecordForm form, boolean deletions, int most)
      throws IOException {
    List<InputRecord> sample = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      List<TopicPartition> partitions = KafkaClients.partitions(consumer, form.topics());
      if (partitions.isEmpty()) {
        throw new IOException("there is no topic " + String.join(", ", form.topics()));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      partitions.forEach(
          partition ->
              consumer.seek(
                  partition,
                  Math.max(
                      starts.getOrDefault(partition, 0L),
                      ends.getOrDefault(partition, 0L) - most)));
      Instant end = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(end)
          && partitions.stream()
              .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          form.read(record, deletions, sample);
        }
      }
    } catch (KafkaException e) {
      throw new IOException("Kafka does not answer: " + e.getMessage(), e);
    }
    return sample.stream()
        .sorted(Comparator.comparingLong(InputRecord::time).reversed())
        .limit(most)
        .toList();
  }
}
