package dev.nudge.app.up;

import dev.nudge.app.simulate.GrocerySimulation;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The collections, queries, boards and segments of the demonstrated grocery shop, those of an
 * example, with the files that they read. What somebody changes there stays.
 */
final class GroceryFolder {
  private static final String EXAMPLE = "examples/customer-360";
  private static final List<String> KINDS = List.of("collections", "queries", "boards", "segments");

  private GroceryFolder() {}

  /** Fills the folder. The settings name it where the user has no folder of that kind. */
  static Settings of(Settings settings, DataFolder data) throws IOException {
    Path folder = Files.createDirectories(data.groceries());
    GrocerySimulation.writeFiles(folder);
    for (String kind : KINDS) {
      copy(DemoPlan.home().resolve(EXAMPLE).resolve(kind), folder.resolve(kind));
    }
    Settings.Customer customer = settings.customer();
    return settings.with(
        new Settings.Customer(
            own(customer.collections(), "collections", folder),
            own(customer.queries(), "queries", folder),
            own(customer.boards(), "boards", folder),
            own(customer.segments(), "segments", folder)));
  }

  private static String own(String setting, String kind, Path folder) {
    boolean theirs = !setting.isEmpty() || Files.exists(Path.of(kind));
    return theirs ? setting : folder.resolve(kind).toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }
}
