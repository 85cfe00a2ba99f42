package dev.nudge.bench.measure;

import dev.nudge.app.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same events taken by something simple and by Nudge, round after round in turns, so that both
 * meet the same noise of the machine.
 */
public final class Comparison {
  private final Rounds simple = new Rounds();
  private final Rounds nudge = new Rounds();
  private final List<Double> ratios = new ArrayList<>();

  /** Keeps a round: how long each of the two took, in seconds. */
  public void add(double simpleSeconds, double nudgeSeconds) {
    simple.add(simpleSeconds);
    nudge.add(nudgeSeconds);
    ratios.add(simpleSeconds / nudgeSeconds);
  }

  /** Nudge's speed as a share of the other's, of the medians: 1 for as fast, 0.5 for half. */
  public double ratio() {
    return simple.median() / nudge.median();
  }

  /** The heads of the columns that {@link #addTo} fills. */
  public static Table table(String simple) {
    return new Table()
        .row("", simple + " (events/s)", "Nudge (events/s)", "ratio", "rounds from", "to", "fired");
  }

  /**
   * A row of a table: the medians of both, and the ratios, the extremes of the rounds among them.
   */
  public void addTo(Table table, String name, long events, long fired) {
    table.row(
        name,
        rate(events, simple),
        rate(events, nudge),
        ratio(ratio()),
        ratio(ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow()),
        ratio(ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow()),
        Table.number(fired));
  }

  private static String rate(long events, Rounds rounds) {
    return Table.number(Math.round(events / rounds.median()));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }
}
