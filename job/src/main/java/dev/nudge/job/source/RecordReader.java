package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes messages of the records of a topic. Serves one thread, once opened. */
interface RecordReader extends Serializable {
  /** Makes what cannot travel to where the job runs. */
  void open() throws Exception;

  /** The message of a record; of one that cannot be used, what is said of it. Never throws. */
  Message read(ConsumerRecord<byte[], byte[]> record);

  /** Where a record stands, for people: {@code topic-partition@offset}. */
  static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
