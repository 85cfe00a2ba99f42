package dev.nudge.job.size;

import dev.nudge.engine.Trigger;
import dev.nudge.job.message.Outgoing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/** What a record measures to Kafka. */
final class RecordSize {
  /** Data that cannot be compressed grow by a few bytes in each block of some kilobytes. */
  private static final int BLOCK = 1024;

  private static final int FRAME = 64;

  private static final long MOST_BYTES_A_CHAR = 3;

  /** More than a batch has beside key, value and header of its one record. */
  private static final int ENVELOPE = 1024;

  private RecordSize() {}

  /** Whether a record is far from a bound: nearly all are, and need not be measured. */
  static boolean isSmall(Outgoing outgoing, int bound) {
    byte[] shaped = outgoing.shaped();
    long size = outgoing.key().length() * MOST_BYTES_A_CHAR + outgoing.value().length;
    return size + (shaped == null ? 0 : shaped.length) < bound / 2 - ENVELOPE;
  }

  /** The most that a batch of this record alone takes, in bytes, however it is compressed. */
  static int of(Outgoing outgoing) {
    byte[] shaped = outgoing.shaped();
    int plain =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE,
            CompressionType.NONE,
            outgoing.key().getBytes(StandardCharsets.UTF_8),
            shaped == null ? outgoing.value() : shaped,
            shaped == null
                ? Record.EMPTY_HEADERS
                : new Header[] {new RecordHeader(Trigger.HEADER, outgoing.value())});
    return plain + plain / BLOCK + FRAME;
  }
}
