package dev.nudge.job.source;

import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the records of Kafka as a reader says; one that it fails on is rejected. */
final class Records implements KafkaRecordDeserializationSchema<Fetched> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final Settings.Source source;
  private final String rejectedTopic;
  private transient @Nullable RejectedRecords rejected;
  private transient @Nullable List<Message> messages;

  Records(RecordReader reader, Settings.Source source, String rejectedTopic) {
    this.reader = reader;
    this.source = source;
    this.rejectedTopic = rejectedTopic;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) throws Exception {
    reader.open();
    rejected = RejectedRecords.from(source, rejectedTopic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Fetched> out) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    for (Message read : read(record)) {
      long time =
          read instanceof Message.Happened happened
              ? happened.event().time()
              : PartitionClock.UNKNOWN;
      out.collect(new Fetched(partition, record.offset(), record.timestamp(), time, read));
    }
  }

  private List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    Optional<Rejection> failure = Guard.uncounted(() -> messages = reader.read(record));
    return failure.isEmpty()
        ? Objects.requireNonNull(messages)
        : List.of(
            new Message.Unusable( // the sorter counts it
                failure.get().reason(),
                Objects.requireNonNull(rejected)
                    .of(
                        RecordReader.place(record),
                        RecordReader.key(record),
                        failure.get(),
                        RecordReader.raw(record))));
  }

  @Override
  public TypeInformation<Fetched> getProducedType() {
    return TypeInformation.of(Fetched.class);
  }
}
