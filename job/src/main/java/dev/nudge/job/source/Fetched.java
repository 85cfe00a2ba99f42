package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import org.apache.kafka.common.TopicPartition;

/**
 * A record as it was read.
 *
 * @param written the record's timestamp, in epoch milliseconds
 * @param time of the event in it; {@link PartitionClock#UNKNOWN} for anything else
 */
record Fetched(TopicPartition partition, long offset, long written, long time, Message message) {}
