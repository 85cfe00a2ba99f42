package dev.nudge.console.live;

import dev.nudge.console.live.Positions.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest lines, in the order in which they were read, for any number of readers. Bounded by
 * number and by bytes: who reads too slowly finds that lines are gone, and asks Kafka for them. A
 * line added costs O(1), and wakes who waits.
 */
final class Ring {
  private final int capacity;
  private final long maxBytes;
  private final @Nullable Line[] lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();

  /** Every line of a place from here on that was read is here. */
  private final Map<Place, Long> floor = new HashMap<>();

  /** Behind the last that was read. */
  private final Map<Place, Long> end = new HashMap<>();

  private long first;
  private long next;
  private long bytes;

  Ring(int capacity, long maxBytes) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
    lines = new @Nullable Line[capacity];
  }

  /**
   * Lines from a number on.
   *
   * @param lines in order; empty where there are none yet
   * @param next the number to go on with
   * @param gone whether lines from the number asked for on are not here any more
   */
  record Part(List<Line> lines, long next, boolean gone) {}

  /**
   * Where the ring begins.
   *
   * @param number of the first line
   * @param from every line of these places and later is here
   * @param to up to here
   */
  record Bounds(long number, long end, Positions from, Positions to) {}

  /** Where reading goes on: behind what was read of a place, or, of a new place, here. */
  Map<Place, Long> begin(Map<Place, Long> at) {
    lock.lock();
    try {
      at.forEach(
          (place, offset) -> {
            floor.putIfAbsent(place, offset);
            end.putIfAbsent(place, offset);
          });
      return new HashMap<>(end);
    } finally {
      lock.unlock();
    }
  }

  void add(List<Line> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      for (Line line : fresh) {
        while (next - first == capacity
            || (first < next && bytes + line.json().length > maxBytes)) {
          dropFirst();
        }
        lines[(int) (next++ % capacity)] = line;
        bytes += line.json().length;
        end.put(line.place(), line.offset() + 1);
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropFirst() {
    int at = (int) (first++ % capacity);
    Line line = lines[at];
    lines[at] = null;
    if (line != null) {
      bytes -= line.json().length;
      floor.put(line.place(), line.offset() + 1);
    }
  }

  /** Lines from a number on, at once; waits for the first one at most so long. */
  Part read(long from, int atMost, long waitMillis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (from >= next && left > 0) {
        left = more.awaitNanos(left);
      }
      if (from < first) {
        return new Part(List.of(), from, true);
      }
      long to = Math.min(next, from + atMost);
      List<Line> part = new ArrayList<>();
      for (long i = from; i < to; i++) {
        Line line = lines[(int) (i % capacity)];
        if (line != null) {
          part.add(line);
        }
      }
      return new Part(part, Math.max(from, to), false);
    } finally {
      lock.unlock();
    }
  }

  /** The latest lines, newest first. */
  List<Line> latest() {
    lock.lock();
    try {
      List<Line> latest = new ArrayList<>((int) (next - first));
      for (long i = next - 1; i >= first; i--) {
        Line line = lines[(int) (i % capacity)];
        if (line != null) {
          latest.add(line);
        }
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  Bounds bounds() {
    lock.lock();
    try {
      return new Bounds(first, next, new Positions(floor), new Positions(end));
    } finally {
      lock.unlock();
    }
  }
}
