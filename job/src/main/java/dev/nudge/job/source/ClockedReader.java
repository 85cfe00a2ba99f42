package dev.nudge.job.source;

import dev.nudge.job.message.Message;
import dev.nudge.job.rejected.Guard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Flink's reader of Kafka, which also says how far time has come: between its messages it puts
 * {@link Message.Clock}s. All but {@link #looked} is called on the one thread of the task.
 */
final class ClockedReader implements SourceReader<Message, KafkaPartitionSplit> {
  private final SourceReader<Fetched, KafkaPartitionSplit> kafka;
  private final Clocking clocking;
  private final Guard guard;
  private final long slack;
  private final long quiet;
  private final LogEnds ends;
  private final Map<TopicPartition, PartitionClock> clocks = new HashMap<>();

  /** Completed when the ends were looked at and the clock has to be read again. */
  private volatile CompletableFuture<Void> look = new CompletableFuture<>();

  private @Nullable Tap tap;
  private long told = PartitionClock.UNKNOWN;

  ClockedReader(
      SourceReader<Fetched, KafkaPartitionSplit> kafka, ClockedSource.Spec spec, Guard guard) {
    this.guard = guard;
    this.kafka = kafka;
    this.clocking = spec.clocking();
    this.slack = spec.slack();
    this.quiet = spec.quiet();
    this.ends = new LogEnds(spec.kafka(), this::looked);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      PartitionClock clock =
          new PartitionClock(split.getStartingOffset(), slack, quiet, System.currentTimeMillis());
      clocks.put(split.getTopicPartition(), clock);
      ends.next(split.getTopicPartition(), clock.next());
    }
    kafka.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Message> output) throws Exception {
    if (told == PartitionClock.UNKNOWN) {
      tell(clocking.beginning(), output);
    }
    if (look.isDone()) {
      look = new CompletableFuture<>();
      tell(clocking.time(clocks, ends), output);
    }
    if (tap == null) {
      tap = new Tap(output); // it is the same each time
    }
    return kafka.pollNext(tap);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // either of the two is enough
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> available = kafka.isAvailable();
    return available.isDone() || told == Long.MAX_VALUE
        ? available
        : CompletableFuture.anyOf(available, look).thenApply(any -> null);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    kafka.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void close() throws Exception {
    ends.close();
    kafka.close();
  }

  private void looked() {
    look.complete(null);
  }

  private void tell(long time, ReaderOutput<Message> output) {
    if (time > told) {
      told = time;
      output.collect(new Message.Clock(time));
    }
    if (told == Long.MAX_VALUE) {
      ends.close(); // a table is read once; there is nothing more to look for
    }
  }

  /** Passes on what is read, and sets the clocks by it. */
  private final class Tap implements ReaderOutput<Fetched> {
    private final ReaderOutput<Message> output;

    Tap(ReaderOutput<Message> output) {
      this.output = output;
    }

    @Override
    public void collect(Fetched record) {
      guard.run(() -> advance(record)); // a clock that fails does not withhold the record
      output.collect(record.message());
    }

    private void advance(Fetched record) {
      PartitionClock clock = Objects.requireNonNull(clocks.get(record.partition()));
      clock.read(record, System.currentTimeMillis());
      ends.next(record.partition(), clock.next());
    }

    @Override
    public void collect(Fetched record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Fetched> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }
}
