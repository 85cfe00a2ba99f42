package dev.nudge.app.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A feed whose batches are made on a thread of their own, a few ahead, so that parsing goes on
 * beside detecting. Order is kept; what the other thread throws is thrown here in its place.
 */
final class ThreadedFeed implements Feed {
  private static final int AHEAD = 8;

  private final Feed source;
  private final BlockingQueue<Slot> slots = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;

  private sealed interface Slot {
    record Full(Batch batch) implements Slot {}

    record End() implements Slot {}

    record Failed(Throwable failure) implements Slot {}
  }

  /** Starts to read ahead. Closing this closes the source. */
  ThreadedFeed(Feed source) {
    this.source = source;
    this.thread = new Thread(this::readAhead, "nudge-parse");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Optional<Batch> next() throws IOException {
    Slot slot;
    try {
      slot = slots.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading events");
    }
    if (slot instanceof Slot.Full full) {
      return Optional.of(full.batch());
    }
    if (slot instanceof Slot.Failed failed) {
      if (failed.failure() instanceof IOException failure) {
        throw failure;
      }
      if (failed.failure() instanceof Error failure) {
        throw failure;
      }
      throw (RuntimeException) failed.failure();
    }
    return Optional.empty();
  }

  @Override
  public List<FileRead> read() {
    return source.read(); // after the last slot was taken, its thread touches nothing more
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    slots.clear();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }

  private void readAhead() {
    try {
      Slot last;
      try {
        Optional<Batch> batch = source.next();
        while (batch.isPresent()) {
          slots.put(new Slot.Full(batch.get()));
          batch = source.next();
        }
        last = new Slot.End();
      } catch (IOException | RuntimeException | Error e) {
        last = new Slot.Failed(e);
      }
      slots.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits for more
    }
  }
}
