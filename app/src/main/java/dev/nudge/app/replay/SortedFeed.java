package dev.nudge.app.replay;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of another feed by time, those of one time in their order there; on disk where they do
 * not fit the memory. Rejected lines come first.
 */
final class SortedFeed implements Feed {
  /** In bytes. */
  private static final long SORT_MEMORY = 64L << 20;

  private final Feed source;
  private final ExternalSort sort = new ExternalSort(SORT_MEMORY);
  private final SortKey key = new SortKey();
  private ExternalSort.@Nullable Sorted sorted;
  private long position;

  SortedFeed(Feed source) {
    this.source = source;
  }

  @Override
  public Optional<Batch> next() throws IOException {
    if (sorted == null) {
      for (Optional<Batch> read = source.next(); read.isPresent(); read = source.next()) {
        Batch batch = read.get();
        position = batch.position();
        for (int i = 0; i < batch.events().size(); i++) {
          Event event = batch.events().get(i);
          sort.add(key.add(event.time()).take(), bytes(event, batch.line(i)));
        }
        if (!batch.rejected().isEmpty()) {
          return Optional.of(batch.withoutEvents());
        }
      }
      sorted = sort.sorted();
    }
    Batch batch = new Batch();
    batch.position(position);
    byte[] bytes = null;
    while (!batch.isFull() && (bytes = sorted.next()) != null) {
      StateReader reader = new StateReader(bytes);
      long line = reader.varint();
      batch.add(reader.event(), line);
    }
    return batch.isEmpty() ? Optional.empty() : Optional.of(batch);
  }

  @Override
  public void close() throws IOException {
    sort.close();
    source.close();
  }

  private static byte[] bytes(Event event, long line) {
    StateWriter writer = new StateWriter();
    writer.varint(line);
    writer.event(event);
    return writer.toBytes();
  }
}
