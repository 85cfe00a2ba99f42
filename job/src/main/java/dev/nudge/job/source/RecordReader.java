package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes messages of the records of a topic. Serves one thread, once opened. */
interface RecordReader extends Serializable {
  /** Makes what cannot travel to where the job runs. */
  void open() throws Exception;

  /**
   * The messages of a record, at least one: of what cannot be used, what is said of it; of a record
   * that is passed over, that it was.
   */
  List<Message> read(ConsumerRecord<byte[], byte[]> record);

  /** Where a record stands, for people: {@code topic-partition@offset}. */
  static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  /** A record's key, for people and as the key of what is said of it. */
  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** A record's value, empty where it has none. */
  static byte[] raw(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? new byte[0] : record.value();
  }
}
