package dev.nudge.bench.flink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a {@link Tape} from memory, in one task; nothing of it is kept. After the
 * prelude it waits until something has come out, so that how long a job takes to begin is not
 * measured, nor what it does with what comes meanwhile.
 */
final class TapeSource<T> implements Source<T, TapeSource.NoSplit, Integer> {
  private static final long serialVersionUID = 1;

  /** Short, for what else the task has to do waits as long. */
  private static final long WAIT_NANOS = 100_000;

  private final long tape;

  TapeSource(Tape tape) {
    this.tape = tape.number;
  }

  /** There is nothing to share out. */
  static final class NoSplit implements SourceSplit {
    @Override
    public String splitId() {
      return "";
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, NoSplit> createReader(SourceReaderContext context) {
    return new Reader<>(Tape.of(tape));
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> createEnumerator(
      SplitEnumeratorContext<NoSplit> context) {
    return new NothingToShareOut();
  }

  @Override
  public SplitEnumerator<NoSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<NoSplit> context, Integer kept) {
    return createEnumerator(context);
  }

  @Override
  public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
    return new Constant<>(new NoSplit());
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new Constant<>(0);
  }

  private static final class Reader<T> implements SourceReader<T, NoSplit> {
    private final Tape tape;
    private int next;

    Reader(Tape tape) {
      this.tape = tape;
    }

    @Override
    public void start() {}

    @Override
    @SuppressWarnings("unchecked") // a run knows what it put on its tape
    public InputStatus pollNext(ReaderOutput<T> output) {
      if (next == Prelude.CLICKS) {
        if (!tape.running.isDone()) {
          return InputStatus.NOTHING_AVAILABLE;
        }
        tape.begins();
      }
      if (next == tape.elements.size()) {
        return InputStatus.END_OF_INPUT;
      }
      long nanos = tape.nanosToWait(next);
      if (nanos > 0) {
        LockSupport.parkNanos(Math.min(nanos, WAIT_NANOS));
        return InputStatus.MORE_AVAILABLE;
      }
      output.collect((T) tape.elements.get(next++));
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return next == Prelude.CLICKS ? tape.running : CompletableFuture.completedFuture(null);
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
      tape.checkpointBegins();
      return List.of();
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      tape.checkpointEnds();
    }

    @Override
    public void addSplits(List<NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  private static final class NothingToShareOut implements SplitEnumerator<NoSplit, Integer> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<NoSplit> splits, int subtask) {}

    @Override
    public void addReader(int subtask) {} // it ends by itself: word of it could come too late

    @Override
    public Integer snapshotState(long checkpoint) {
      return 0;
    }

    @Override
    public void close() {}
  }

  private record Constant<C>(C value) implements SimpleVersionedSerializer<C> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(C constant) {
      return new byte[0];
    }

    @Override
    public C deserialize(int version, byte[] bytes) {
      return value;
    }
  }
}
