package dev.nudge.job.source;

import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.RejectedRecords;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Requests to see how runs move: {@code user:ID}, {@code campaign:ID} or {@code all} as the key,
 * {@code {"until": TIME}} as the value. A record without a value ends the request.
 */
final class WatchRecords implements RecordReader {
  private static final long serialVersionUID = 1;

  private static final Pattern WHOSE = Pattern.compile("(?s)all|(?:user|campaign):.{1,1024}");
  private static final Pattern UNTIL =
      Pattern.compile("\\s*\\{\\s*\"until\"\\s*:\\s*\"([^\"]{1,64})\"\\s*}\\s*");

  private final String rejectedTopic;
  private transient @Nullable RejectedRecords rejected;

  WatchRecords(String rejectedTopic) {
    this.rejectedTopic = rejectedTopic;
  }

  @Override
  public void open() {
    rejected = new RejectedRecords(rejectedTopic);
  }

  @Override
  public List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    String whose = RecordReader.key(record);
    if (!WHOSE.matcher(whose).matches()) {
      return List.of(
          unusable(record, "no such watch", "a key is user:ID, campaign:ID or all, not " + whose));
    }
    if (record.value() == null) {
      return List.of(new Message.Watched(whose, Long.MIN_VALUE));
    }
    Matcher until = UNTIL.matcher(new String(record.value(), StandardCharsets.UTF_8));
    if (!until.matches()) {
      return List.of(unusable(record, "no end", "a value is {\"until\": TIME}"));
    }
    try {
      long end = Instant.parse(until.group(1)).toEpochMilli();
      long last = record.timestamp() + Message.Watched.LONGEST.toMillis();
      return List.of(new Message.Watched(whose, Math.min(end, last)));
    } catch (DateTimeException | ArithmeticException e) {
      return List.of(
          unusable(record, "no end", "'until' is an ISO-8601 time, not " + until.group(1)));
    }
  }

  private Message unusable(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    return new Message.Unusable(
        reason,
        Objects.requireNonNull(rejected)
            .of(
                RecordReader.place(record),
                RecordReader.key(record),
                new Rejection(reason, detail),
                RecordReader.raw(record)));
  }
}
