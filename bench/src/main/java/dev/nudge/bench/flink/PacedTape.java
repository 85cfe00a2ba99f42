package dev.nudge.bench.flink;

import dev.nudge.bench.measure.Latencies;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;

/**
 * Elements that are read as fast as can be up to one of them, and at a rate from there on, whether
 * or not those before have come out (an open loop): how long it takes from when an element is due
 * until what it brings about comes out, while a checkpoint is made and while none is.
 */
final class PacedTape extends Tape {
  private static final double NANOS = 1e9;

  private final int paced;
  private final int warm;
  private final double nanosBetween;
  private final IntPredicate isMeasured;
  private final long[] taken;

  /** When the first paced element is due. */
  private volatile long start;

  /** Checkpoints, from when until when. */
  private final NavigableMap<Long, Long> checkpoints = new ConcurrentSkipListMap<>();

  /** The elements that are measured, in order; of the task that writes what comes out. */
  private int measured;

  /**
   * A tape that nobody reads yet.
   *
   * @param paced the first element that is read at the rate
   * @param warm the first element from then on that counts: those before it may have to wait for
   *     what came as fast as could be
   * @param rate elements a second
   * @param isMeasured whether something comes out for an element, in the order of the elements
   */
  PacedTape(List<?> elements, int paced, int warm, double rate, IntPredicate isMeasured) {
    super(elements);
    this.paced = paced;
    this.warm = warm;
    this.nanosBetween = NANOS / rate;
    this.isMeasured = isMeasured;
    this.taken = new long[elements.size()];
    this.measured = -1;
  }

  @Override
  long nanosToWait(int element) {
    if (element < paced) {
      return 0;
    }
    if (element == paced && start == 0) {
      start = System.nanoTime();
    }
    return due(element) - System.nanoTime();
  }

  private long due(int element) {
    return start + Math.round((element - paced) * nanosBetween);
  }

  @Override
  void checkpointBegins() {
    checkpoints.put(System.nanoTime(), Long.MAX_VALUE);
  }

  @Override
  void checkpointEnds() {
    checkpoints.replace(checkpoints.lastKey(), System.nanoTime());
  }

  @Override
  void cameOut() {
    super.cameOut();
    do {
      measured++;
    } while (!isMeasured.test(measured));
    if (measured >= paced) {
      taken[measured] = System.nanoTime() - due(measured);
    }
  }

  /** How long the checkpoints took that were made meanwhile, in nanoseconds. */
  Latencies checkpoints() {
    Latencies latencies = new Latencies();
    checkpoints
        .tailMap(due(warm))
        .forEach(
            (from, to) -> {
              if (to != Long.MAX_VALUE) {
                latencies.add(to - from);
              }
            });
    return latencies;
  }

  /** How long each took that was due while a checkpoint was made, or while none was. */
  Latencies latencies(boolean isDuring) {
    Latencies latencies = new Latencies();
    for (int element = warm; element <= measured; element++) {
      if (isMeasured.test(element) && isDuring(due(element)) == isDuring) {
        latencies.add(taken[element]);
      }
    }
    return latencies;
  }

  private boolean isDuring(long time) {
    Map.Entry<Long, Long> last = checkpoints.floorEntry(time);
    return last != null && time <= last.getValue();
  }
}
