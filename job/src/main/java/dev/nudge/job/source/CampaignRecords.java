package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Campaign documents, as they stand. */
final class CampaignRecords implements RecordReader {
  private static final long serialVersionUID = 1;

  @Override
  public void open() {}

  @Override
  public List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    return List.of(
        new Message.Written(
            RecordReader.key(record),
            record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8),
            new RecordId(record.partition(), record.offset()),
            record.timestamp()));
  }
}
