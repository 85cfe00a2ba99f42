package dev.nudge.bench.flink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one run of a job reads and what came out of it. A job is sent to its tasks as bytes, the
 * elements are not: they are found by the number of the run.
 */
class Tape {
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, Tape> RUNNING = new ConcurrentHashMap<>();

  final long number = LAST.incrementAndGet();
  final List<?> elements;

  /** Done when something came out. */
  final CompletableFuture<Void> running = new CompletableFuture<>();

  private final AtomicLong begun = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong ended = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong counted = new AtomicLong();

  Tape(List<?> elements) {
    this.elements = elements;
  }

  /** A run that reads these. */
  static Tape begin(List<?> elements) {
    return begin(new Tape(elements));
  }

  /** This run can be found by its number from here on. */
  static <T extends Tape> T begin(T tape) {
    RUNNING.put(tape.number, tape);
    return tape;
  }

  static Tape of(long number) {
    Tape tape = RUNNING.get(number);
    if (tape == null) {
      throw new IllegalStateException("no run " + number + " in this process");
    }
    return tape;
  }

  /** How long an element has to wait before it may be read, in nanoseconds. */
  long nanosToWait(int element) {
    return 0;
  }

  /** The source is asked for its part of a checkpoint. */
  void checkpointBegins() {}

  /** A checkpoint is complete. */
  void checkpointEnds() {}

  /** Something came out: the job runs from end to end. */
  void cameOut() {
    running.complete(null);
  }

  /** The first element after those of the prelude is about to be read. */
  void begins() {
    begun.accumulateAndGet(System.nanoTime(), Math::min);
  }

  /** One of the sinks has all that it gets. */
  void ends(long count) {
    counted.addAndGet(count);
    ended.accumulateAndGet(System.nanoTime(), Math::max);
  }

  /** How much came out. */
  long count() {
    return counted.get();
  }

  /**
   * From the first element after the prelude until the last sink had all, in seconds; the run is
   * over.
   */
  double end() {
    RUNNING.remove(number);
    return (ended.get() - begun.get()) / 1e9;
  }
}
