package dev.nudge.bench.measure;

import dev.nudge.app.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The seconds that the same work took, round after round. */
public final class Rounds {
  private final List<Double> seconds = new ArrayList<>();

  /** Work that may fail. */
  public interface Work {
    /** Does it once. */
    void run() throws Exception;
  }

  /** Runs the work once and keeps how long it took. */
  public void measure(Work work) throws Exception {
    seconds.add(seconds(work));
  }

  /** Runs the work once: how long it took, in seconds. */
  public static double seconds(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Keeps how long a round took, in seconds. */
  public void add(double round) {
    seconds.add(round);
  }

  /** The median of the seconds. */
  public double median() {
    List<Double> sorted = seconds.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The shortest. */
  public double least() {
    return seconds.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  /** The longest. */
  public double most() {
    return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** A row of a table: how many things a second, the median and the extremes. */
  public void addTo(Table table, String name, long things) {
    table.row(
        name,
        rate(things, median()),
        rate(things, most()),
        rate(things, least()),
        String.format(Locale.ROOT, "%.2f", median()));
  }

  /** The heads of the columns that {@link #addTo} fills. */
  public static Table table(String what, String things) {
    return new Table().row(what, things + "/s (median)", "slowest", "fastest", "seconds (median)");
  }

  private static String rate(long things, double seconds) {
    return Table.number(Math.round(things / seconds));
  }
}
