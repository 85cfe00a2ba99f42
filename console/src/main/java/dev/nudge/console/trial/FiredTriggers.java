package dev.nudge.console.trial;

import dev.nudge.engine.Trigger;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** What a trial fired: all of it counted, the newest kept. For one thread at a time. */
final class FiredTriggers {
  /** What is counted together, in milliseconds. */
  private static final long SPAN = Duration.ofMinutes(1).toMillis();

  private static final int KEPT = 500;
  private static final int MOST_SPANS = 200_000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final long until;
  private final NavigableMap<Long, Long> perSpan = new TreeMap<>();
  private final PriorityQueue<Kept> newest =
      new PriorityQueue<>(Comparator.comparingLong(Kept::time));
  private final Map<String, Got> people = new HashMap<>();

  private long count;
  private long personDays;

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Kept(long time, byte[] json) {}

  /** What one person got so far. */
  private static final class Got {
    private final long first;
    private long last;
    private long times;

    /** So many days before the end. */
    private long day = Long.MIN_VALUE;

    Got(long first) {
      this.first = first;
    }
  }

  /**
   * Somebody for whom it fired.
   *
   * @param first when it did first, in milliseconds since 1970-01-01T00:00Z
   * @param last when it did last
   */
  record Person(String user, long times, long first, long last) {}

  /** Nothing yet, of a trial that ends then, in milliseconds. */
  FiredTriggers(long until) {
    this.until = until;
  }

  /** Takes one; those of a user come in their order. */
  void add(Trigger trigger, byte[] json) {
    count++;
    Got got = people.computeIfAbsent(trigger.user(), any -> new Got(trigger.time()));
    got.times++;
    got.last = trigger.time();
    long day = Math.floorDiv(until - trigger.time(), DAY);
    if (day != got.day) {
      got.day = day;
      personDays++;
    }
    long span = Math.floorDiv(trigger.time(), SPAN) * SPAN;
    if (perSpan.size() < MOST_SPANS || perSpan.containsKey(span)) {
      perSpan.merge(span, 1L, Long::sum);
    }
    newest.add(new Kept(trigger.time(), json));
    if (newest.size() > KEPT) {
      newest.remove();
    }
  }

  long count() {
    return count;
  }

  /** When the last span begins in which there was one; 0 for none. */
  long last() {
    return perSpan.isEmpty() ? 0 : perSpan.lastKey();
  }

  /** How many people got one. */
  long people() {
    return people.size();
  }

  /** How many of them got one of the other as well. */
  long shared(FiredTriggers other) {
    return people.keySet().stream().filter(other.people::containsKey).count();
  }

  /** All who got one, those first who got one first. */
  List<Person> everybody() {
    return people.entrySet().stream()
        .map(
            entry ->
                new Person(
                    entry.getKey(),
                    entry.getValue().times,
                    entry.getValue().first,
                    entry.getValue().last))
        .sorted(Comparator.comparingLong(Person::first).thenComparing(Person::user))
        .toList();
  }

  /** On how many days of 24 hours before the end they got one, summed over people. */
  long personDays() {
    return personDays;
  }

  /**
   * How many by span of time.
   *
   * @param span how long each is: some whole {@link #SPAN}
   * @return by their beginnings in milliseconds
   */
  NavigableMap<Long, Long> per(long span) {
    NavigableMap<Long, Long> folded = new TreeMap<>();
    perSpan.forEach(
        (time, fired) -> folded.merge(Math.floorDiv(time, span) * span, fired, Long::sum));
    return folded;
  }

  /** The newest, in JSON. */
  List<byte[]> newestFirst() {
    return newest.stream()
        .sorted(Comparator.comparingLong(Kept::time).reversed())
        .map(Kept::json)
        .toList();
  }
}
