package dev.nudge.app.replay;

import dev.nudge.engine.Detector;
import dev.nudge.engine.event.Event;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Some of the users, on a thread of their own. Users do not know of each other, so which shard a
 * user is in changes nothing. What goes wrong on the thread is thrown to whoever hands over the
 * next events.
 */
final class Shard {
  private static final int AHEAD = 8;
  private static final Slice END = new Slice();

  private final Detector detector;
  private final Replay replay;
  private final ReplayOutput.Part output;
  private final BlockingQueue<Slice> slices = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private Slice next = new Slice();

  /** Some consecutive events of the shard's users. */
  private static final class Slice {
    final List<Event> events = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    final List<Integer> places = new ArrayList<>();
  }

  Shard(Detector detector, Replay replay, ReplayOutput.Part output, int number) {
    this.detector = detector;
    this.replay = replay;
    this.output = output;
    this.thread = new Thread(this::work, "nudge-detect-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  /** Puts an event of a batch aside for {@link #handOver}. */
  void add(Batch batch, int place) {
    next.events.add(batch.events().get(place));
    next.batches.add(batch);
    next.places.add(place);
  }

  /** Gives the thread what was put aside. */
  void handOver() throws IOException {
    throwFailure();
    if (!next.events.isEmpty()) {
      put(next);
      next = new Slice();
    }
  }

  /** No event comes any more: waits until everything is done. */
  void finish() throws IOException {
    handOver();
    put(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    throwFailure();
  }

  /** Gives up what is not done yet. */
  void abandon() {
    thread.interrupt();
  }

  int users() {
    return replay.users();
  }

  Map<String, Map<String, Long>> conditionErrors() {
    return detector.conditionErrors();
  }

  Map<String, Long> unknownZones() {
    return detector.unknownZones();
  }

  private void put(Slice slice) throws IOException {
    try {
      slices.put(slice);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while detecting");
  }

  private void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void work() {
    try {
      for (Slice slice = slices.take(); slice != END; slice = slices.take()) {
        if (failure == null) {
          take(slice);
        }
      }
      if (failure == null) {
        end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // abandoned
    }
  }

  private void take(Slice slice) {
    try {
      for (int i = 0; i < slice.events.size(); i++) {
        Batch batch = slice.batches.get(i);
        output.at(batch, slice.places.get(i));
        replay.take(slice.events.get(i));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void end() {
    try {
      replay.end();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }
}
