package dev.nudge.job.source;

import java.io.Serializable;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the clocks of a reader's partitions mean for what comes after it. */
enum Clocking implements Serializable {
  /** Events happen in time, and the slowest partition says how far it has come. */
  EVENTS {
    @Override
    long time(Map<TopicPartition, PartitionClock> clocks, LogEnds ends) {
      long time = Long.MAX_VALUE;
      for (Map.Entry<TopicPartition, PartitionClock> clock : clocks.entrySet()) {
        time = Math.min(time, clock.getValue().time(ends.seen(clock.getKey())));
      }
      return clocks.isEmpty() ? PartitionClock.UNKNOWN : time;
    }
  },

  /** The records are a table: it is at the end of time once all that it held has been read. */
  TABLE {
    @Override
    long time(Map<TopicPartition, PartitionClock> clocks, LogEnds ends) {
      boolean read =
          !clocks.isEmpty()
              && clocks.entrySet().stream()
                  .allMatch(clock -> ends.seen(clock.getKey()).isReached(clock.getValue().next()));
      return read ? Long.MAX_VALUE : PartitionClock.UNKNOWN;
    }
  };

  /** How far time has come, or {@link PartitionClock#UNKNOWN}. */
  abstract long time(Map<TopicPartition, PartitionClock> clocks, LogEnds ends);

  /** What a reader says before it has read anything. */
  long beginning() {
    return this == EVENTS ? Long.MIN_VALUE + 1 : PartitionClock.UNKNOWN;
  }
}
