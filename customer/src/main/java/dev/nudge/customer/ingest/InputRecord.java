package dev.nudge.customer.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way through a transform.
 *
 * @param source {@code TOPIC-PARTITION}, or the address of a file
 * @param position its offset there, or its row
 * @param time when it was written, in milliseconds since 1970-01-01T00:00Z
 * @param key of the record; null where it has none
 * @param record JSON; null where a key is said to have no value any more
 * @param wrong why it cannot be read; null where it can
 */
public record InputRecord(
    String source,
    long position,
    long time,
    @Nullable String key,
    @Nullable String record,
    @Nullable String wrong) {
  /** One that can be read. */
  public InputRecord(
      String source, long position, long time, @Nullable String key, @Nullable String record) {
    this(source, position, time, key, record, null);
  }

  /** The same, which cannot be read. */
  InputRecord unreadable(String why) {
    return new InputRecord(source, position, time, key, record, why);
  }

  /** Where it stood: {@code TOPIC-PARTITION@OFFSET}. */
  public String place() {
    return source + '@' + position;
  }
}
