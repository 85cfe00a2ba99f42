package dev.nudge.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a command line of {@code nudge replay} names.
 *
 * @param campaigns documents, folders resolved
 */
record Order(
    List<Path> campaigns,
    Path mapping,
    Path events,
    Optional<Path> profiles,
    Optional<Path> catalog) {

  /** Reads the arguments of a command. */
  static Order of(List<String> command) {
    return new Order(
        values("--campaigns", command).stream().flatMap(Order::files).toList(),
        value("--mapping", command).orElseThrow(),
        value("--events", command).orElseThrow(),
        value("--profiles", command),
        value("--catalog", command));
  }

  /** Whether a line of the events can be the value of a record as it is. */
  boolean isJson() {
    return !events.toString().endsWith(".csv");
  }

  private static Optional<Path> value(String option, List<String> command) {
    return values(option, command).stream().findFirst();
  }

  private static List<Path> values(String option, List<String> command) {
    List<Path> values = new ArrayList<>();
    int at = command.indexOf(option);
    for (int i = at + 1; at >= 0 && i < command.size() && !command.get(i).startsWith("--"); i++) {
      values.add(Path.of(command.get(i)));
    }
    return values;
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
