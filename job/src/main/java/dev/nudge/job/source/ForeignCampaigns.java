package dev.nudge.job.source;

import dev.nudge.importer.crm.CrmRecord;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Campaigns of another system, as they stand. Their records have no key: whose they are is in the
 * value; of one that does not say so, the place is taken, under which it is then refused.
 */
final class ForeignCampaigns implements RecordReader {
  private static final long serialVersionUID = 1;

  @Override
  public void open() {}

  @Override
  public List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return List.of(new Message.PassedOver());
    }
    String text = new String(record.value(), StandardCharsets.UTF_8);
    return List.of(
        new Message.Written(
            new CrmRecord(text).id().orElseGet(() -> RecordReader.place(record)),
            text,
            new RecordId(record.partition(), record.offset()),
            record.timestamp(),
            record.topic()));
  }
}
