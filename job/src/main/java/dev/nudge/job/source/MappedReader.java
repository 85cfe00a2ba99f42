package dev.nudge.job.source;

import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in a form that a mapping describes. What cannot be used is kept with the reason.
 *
 * @param <T> what a value becomes first
 */
abstract class MappedReader<T> implements RecordReader {
  private static final long serialVersionUID = 1;

  private final Settings.Source source;
  private final String rejectedTopic;
  private transient @Nullable LineReader<T> lines;
  private transient @Nullable RejectedRecords rejected;
  private transient boolean passesOverTombstones;

  MappedReader(Settings.Source source, String rejectedTopic) {
    this.source = source;
    this.rejectedTopic = rejectedTopic;
  }

  /** How the mapping reads these values. */
  abstract LineReader<T> lines(Mapping mapping) throws IOException;

  /** The message of a value. */
  abstract Message message(ConsumerRecord<byte[], byte[]> record, T value);

  /** The message of a record without a value. */
  Message deleted(ConsumerRecord<byte[], byte[]> record) {
    return passesOverTombstones
        ? new Message.PassedOver()
        : unusable(record, new Rejection("empty", ""));
  }

  /** Says whether a record without a value is no mistake. */
  final void passOverTombstones(boolean passOver) {
    passesOverTombstones = passOver;
  }

  /** As it was said. */
  final boolean passesOverTombstones() {
    return passesOverTombstones;
  }

  @Override
  public void open() throws Exception {
    lines = lines(source.readMapping());
    rejected = RejectedRecords.from(source, rejectedTopic);
  }

  @Override
  public final List<Message> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return List.of(deleted(record));
    }
    List<Message> messages = new ArrayList<>(1);
    Objects.requireNonNull(lines)
        .readAll(
            value,
            0,
            value.length,
            record.timestamp(),
            parsed ->
                messages.add(
                    parsed instanceof Parsed.Accepted<T> accepted
                        ? message(record, accepted.value())
                        : unusable(record, ((Parsed.Rejected<T>) parsed).rejection())));
    return messages.isEmpty() ? List.of(new Message.PassedOver()) : messages;
  }

  /** What is said of a record that cannot be used. */
  final Message unusable(ConsumerRecord<byte[], byte[]> record, Rejection rejection) {
    return new Message.Unusable(
        rejection.reason(),
        Objects.requireNonNull(rejected)
            .of(
                RecordReader.place(record),
                RecordReader.key(record),
                rejection,
                RecordReader.raw(record)));
  }
}
