package dev.nudge.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the same thing took, many times, in nanoseconds. */
public final class Latencies {
  private static final double NANOS = 1e6;

  private final List<Long> nanos = new ArrayList<>();

  /** Keeps how long it took once more, in nanoseconds. */
  public void add(long taken) {
    nanos.add(taken);
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

  /** Milliseconds, for programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", (long) nanos.size());
    json.put("p50_ms", quantile(0.5));
    json.put("p99_ms", quantile(0.99));
    json.put("max_ms", quantile(1));
    return json;
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
