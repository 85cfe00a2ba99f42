package dev.nudge.bench.flink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/** Counts what comes, and tells the {@link Tape} of each, and when there is no more. */
final class TapeSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final long tape;
  private final SerializableFunction<T, Boolean> counts;

  TapeSink(Tape tape, SerializableFunction<T, Boolean> counts) {
    this.tape = tape.number;
    this.counts = counts;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer();
  }

  private final class Writer implements SinkWriter<T> {
    private final Tape reading = Tape.of(tape);
    private long count;

    @Override
    public void write(T element, Context context) {
      if (counts.apply(element)) {
        count++;
        reading.cameOut();
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        reading.ends(count);
      }
    }

    @Override
    public void close() {}
  }
}
