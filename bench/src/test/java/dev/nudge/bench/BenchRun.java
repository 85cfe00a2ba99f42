package dev.nudge.bench;

import dev.nudge.app.Nudge;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code nudge bench} gave, run in this process by the command line itself.
 *
 * @param exitCode 0 ok, 1 the input was wrong, 2 usage, 3 the system failed
 * @param out standard output
 * @param err standard error
 */
public record BenchRun(int exitCode, String out, String err) {
  /** Runs {@code nudge bench} with these arguments. */
  public static BenchRun bench(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words =
        Stream.concat(Stream.of("bench"), Stream.of(args).map(Object::toString))
            .toArray(String[]::new);
    int exitCode = Nudge.run(new Terminal(out, err, false), true, words);
    return new BenchRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The ratios of the last line, which programs read, by key. */
  public Map<String, Double> ratios(String bench) {
    List<String> lines = out.lines().toList();
    JsonNode line = JsonMapper.shared().readTree(lines.get(lines.size() - 1));
    if (!line.path("bench").asString().equals(bench) || line.size() != 2) {
      throw new AssertionError("no line of the bench '" + bench + "': " + line);
    }
    Map<String, Double> ratios = new TreeMap<>();
    line.path("ratios")
        .properties()
        .forEach(ratio -> ratios.put(ratio.getKey(), ratio.getValue().asDouble()));
    return ratios;
  }
}
