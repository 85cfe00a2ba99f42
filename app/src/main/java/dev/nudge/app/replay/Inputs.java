package dev.nudge.app.replay;

import dev.nudge.app.input.FileInput;
import dev.nudge.app.input.Input;
import dev.nudge.app.input.MappingFile;
import dev.nudge.app.input.SortedInput;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Catalog;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a replay reads beside its campaigns, as the mapping says.
 *
 * @param catalog in memory
 */
record Inputs(Mapping mapping, Catalog catalog) {
  /** In bytes, of the events held in memory while they are sorted. */
  private static final long SORT_MEMORY = 64L << 20;

  /**
   * Reads the mapping and the catalogue.
   *
   * @throws Failure if either is wrong
   */
  static Inputs open(Optional<Path> mappingFile, Optional<Path> catalogFile, Terminal terminal)
      throws IOException {
    Mapping mapping = MappingFile.read(mappingFile, terminal);
    return new Inputs(
        mapping, catalogFile.isPresent() ? readCatalog(catalogFile.get(), mapping) : new Catalog());
  }

  /** The events of a file. */
  Feed events(Path file, boolean sort, boolean keepRaw) throws IOException {
    FileInput<Event> lines = FileInput.open(file, mapping.events(catalog));
    Input<Event> input =
        sort
            ? new SortedInput(lines, Path.of(System.getProperty("java.io.tmpdir")), SORT_MEMORY)
            : lines;
    return new InputFeed(input, keepRaw);
  }

  /**
   * Reads all profile updates of a file.
   *
   * @throws Failure at a line that is none: the triggers would be wrong without it
   */
  List<ProfileUpdate> readProfiles(Path file) throws IOException {
    List<ProfileUpdate> updates = new ArrayList<>();
    try (FileInput<ProfileUpdate> lines = FileInput.open(file, mapping.profiles())) {
      while (lines.next()) {
        updates.add(value(file, lines));
      }
    }
    return updates;
  }

  private static Catalog readCatalog(Path file, Mapping mapping) throws IOException {
    Layout<CatalogEntry> layout =
        mapping
            .catalog()
            .orElseThrow(
                () ->
                    Failure.input(
                        "the mapping does not say how to read the catalogue; give it a 'catalog:'"
                            + " with 'key' and 'event'"));
    Catalog catalog = new Catalog();
    try (FileInput<CatalogEntry> lines = FileInput.open(file, layout)) {
      while (lines.next()) {
        catalog.put(value(file, lines));
      }
    }
    return catalog;
  }

  private static <T> T value(Path file, FileInput<T> lines) {
    Parsed<T> parsed = lines.parsed();
    if (parsed instanceof Parsed.Accepted<T> accepted) {
      return accepted.value();
    }
    throw Failure.input(
        file + ":" + lines.line() + ": " + ((Parsed.Rejected<T>) parsed).rejection());
  }
}
