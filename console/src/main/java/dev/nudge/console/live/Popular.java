package dev.nudge.console.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was most frequent in the last minutes, minute by minute. Of a minute no more than 2,000
 * different names are counted, the first that come. Not safe for use by several threads.
 */
final class Popular {
  private static final int NAMES_OF_MINUTE = 2_000;

  private final int minutes;
  private final List<Minute> latest = new ArrayList<>();
  private final Map<String, Long> total = new HashMap<>();

  private record Minute(long number, Map<String, Integer> counts) {}

  /**
   * A name, and how often.
   *
   * @param name what it is
   * @param count how often it was seen
   */
  public record Count(String name, long count) {}

  Popular(int minutes) {
    this.minutes = minutes;
  }

  void seen(String name, long time) {
    long number = Math.floorDiv(time, 60_000L);
    forget(number);
    Minute minute = minute(number);
    if (minute == null) {
      return;
    }
    if (minute.counts.size() < NAMES_OF_MINUTE || minute.counts.containsKey(name)) {
      minute.counts.merge(name, 1, Integer::sum);
      total.merge(name, 1L, Long::sum);
    }
  }

  /** The most frequent, first; those of one number by name. */
  List<Count> top(int atMost, long now) {
    forget(Math.floorDiv(now, 60_000L));
    return total.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(atMost)
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Partitions are not in step, so a minute may come after a later one; null for one too old. */
  private @Nullable Minute minute(long number) {
    for (Minute minute : latest) {
      if (minute.number == number) {
        return minute;
      }
    }
    if (!latest.isEmpty() && number <= latest.get(latest.size() - 1).number - minutes) {
      return null;
    }
    Minute fresh = new Minute(number, new HashMap<>());
    latest.add(fresh);
    latest.sort(Comparator.comparingLong(Minute::number));
    return fresh;
  }

  private void forget(long number) {
    while (!latest.isEmpty() && latest.get(0).number <= number - minutes) {
      latest
          .remove(0)
          .counts
          .forEach((name, count) -> total.merge(name, -(long) count, Popular::sumOrNothing));
    }
  }

  private static @Nullable Long sumOrNothing(Long a, Long b) {
    return a + b == 0 ? null : (Long) (a + b);
  }
}
