package dev.nudge.bench.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a bench says in its last line, one number of it. */
record Figure(String bench, String key, double number) {
  private static final double WHOLE = 100;

  /** All of a last line; nothing where it is none. */
  static List<Figure> of(String line) {
    if (!line.startsWith("{\"bench\":")) {
      return List.of();
    }
    JsonNode said = JsonMapper.shared().readTree(line);
    String bench = said.path("bench").asString();
    List<Figure> all = new ArrayList<>();
    said.path("ratios")
        .properties()
        .forEach(each -> all.add(new Figure(bench, each.getKey(), each.getValue().asDouble())));
    return all;
  }

  Optional<Aim> aim() {
    return Aim.of(bench, key);
  }

  /** Whether the aim is reached; true where there is none. */
  boolean isReached() {
    return aim().map(aim -> aim.reached(number) >= 1).orElse(true);
  }

  static String text(double number) {
    return number >= WHOLE
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%.3g", number);
  }

  /** A row of a Markdown table: bench, key, measured, aim. */
  String row() {
    String aimed =
        aim().map(aim -> (aim.lessIsBetter() ? "≤ " : "≥ ") + text(aim.value())).orElse("");
    String measured = isReached() ? text(number) : "**" + text(number) + "**";
    return "| `" + bench + "` | `" + key + "` | " + measured + " | " + aimed + " |";
  }
}
