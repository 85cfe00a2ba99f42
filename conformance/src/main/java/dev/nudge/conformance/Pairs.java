package dev.nudge.conformance;

import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.random.RandomCase;
import dev.nudge.conformance.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs pairs of a seed through both engines, on all processors. */
final class Pairs {
  private Pairs() {}

  /**
   * What came of the first {@code count} pairs of a seed.
   *
   * @param done is told how many are done, by any thread
   */
  static PairCounts run(int count, long seed, Done done) throws InterruptedException {
    PairCounts counts = new PairCounts();
    AtomicInteger next = new AtomicInteger();
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            workers.submit(
                () -> {
                  for (int number = next.getAndIncrement();
                      number < count;
                      number = next.getAndIncrement()) {
                    PatternCase pair = RandomCase.of(seed, number);
                    counts.add(number, pair, Comparison.of(pair));
                    done.pairs(counts.pairs(), counts.failures().size());
                  }
                }));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a pair could not be run", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return counts;
  }

  /** Hears how far it is. */
  interface Done {
    /** So many pairs are done, and in so many the engines differ. */
    void pairs(int done, int differing);
  }
}
