package dev.nudge.bench.measure;

import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line of a bench, for programs: {@code {"bench":NAME,"ratios":{KEY:number,...}}}, in the
 * order in which the numbers were put.
 */
public final class Ratios {
  private static final double PLACES = 1000;

  private final String bench;
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  /** Of the bench of this name. */
  public Ratios(String bench) {
    this.bench = bench;
  }

  /**
   * Puts a number, to three places.
   *
   * @throws IllegalArgumentException if it is none: nothing was measured
   */
  public Ratios put(String key, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(bench + ": " + key + " is " + number);
    }
    numbers.put(key, Math.round(number * PLACES) / PLACES);
    return this;
  }

  /** Writes the line. */
  public void to(Terminal terminal) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    line.put("ratios", numbers);
    terminal.line(new String(new JsonWriter().writeValue(line), StandardCharsets.UTF_8));
  }
}
