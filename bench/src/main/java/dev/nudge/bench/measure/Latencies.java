package dev.nudge.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the same thing took, many times, in nanoseconds. */
public final class Latencies {
  private static final double NANOS = 1e6;

  private final List<Long> nanos = new ArrayList<>();

  /** Keeps how long it took once more, in nanoseconds. */
  public void add(long taken) {
    nanos.add(taken);
  }

  /** How often. */
  public int count() {
    return nanos.size();
  }

  /** What this share of them did not exceed, in milliseconds; 1 for the longest. */
  public double quantile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1)) / NANOS;
  }

  /** Cells of a table: the median, the 99th percentile and the longest. */
  public String[] cells(String name) {
    return new String[] {name, millis(quantile(0.5)), millis(quantile(0.99)), millis(quantile(1))};
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
