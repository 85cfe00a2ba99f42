package dev.nudge.job.size;

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

  /** More than a batch has beside key and value of its one record. */
  private static final int ENVELOPE = 1024;

  private RecordSize() {}

  /** Whether a record is far from a bound: nearly all are, and need not be measured. */
  static boolean isSmall(String key, byte[] value, int bound) {
    return key.length() * MOST_BYTES_A_CHAR + value.length < bound / 2 - ENVELOPE;
  }

  /** The most that a batch of this record alone takes, in bytes, however it is compressed. */
  static int of(byte[] key, byte[] value) {
    int plain =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE,
            CompressionType.NONE,
            key,
            value,
            Record.EMPTY_HEADERS);
    return plain + plain / BLOCK + FRAME;
  }
}
