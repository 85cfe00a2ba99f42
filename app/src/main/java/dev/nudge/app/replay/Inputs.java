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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files that a replay reads beside its campaigns, each as its mapping says. Where there are
 * several mappings, one of them at most says how the profiles are read, and one the catalogue.
 */
final class Inputs {
  /** In bytes, of the events held in memory while they are sorted. */
  private static final long SORT_MEMORY = 64L << 20;

  private final List<EventsFile> files;

  /** By the file of events. */
  private final List<Mapping> mappings;

  private final Catalog catalog = new Catalog();

  /** The property of events that names what is in the catalogue. */
  private Optional<String> catalogKey = Optional.empty();

  private Inputs(List<EventsFile> files, List<Mapping> mappings) {
    this.files = files;
    this.mappings = mappings;
  }

  /**
   * Reads the mappings and the catalogue.
   *
   * @throws Failure if one of them is wrong
   */
  static Inputs open(List<EventsFile> files, Optional<Path> catalogFile, Terminal terminal)
      throws IOException {
    Map<Optional<Path>, Mapping> byFile = new LinkedHashMap<>();
    List<Mapping> mappings = new ArrayList<>();
    for (EventsFile file : files) {
      Mapping known = byFile.get(file.mapping());
      Mapping mapping = known == null ? MappingFile.read(file.mapping(), terminal) : known;
      byFile.put(file.mapping(), mapping);
      mappings.add(mapping);
    }
    Inputs inputs = new Inputs(files, mappings);
    if (catalogFile.isPresent()) {
      inputs.readCatalog(catalogFile.get());
    }
    return inputs;
  }

  /** The events of all files. */
  Feed events(boolean sort, boolean keepRaw) throws IOException {
    List<FileInput<Event>> open = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        open.add(FileInput.open(files.get(i).file(), mappings.get(i).events(catalog, catalogKey)));
      }
    } catch (IOException | RuntimeException e) {
      for (FileInput<Event> input : open) {
        input.close();
      }
      throw e;
    }
    List<Feed> feeds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      String name = files.get(i).file().toString();
      InputFeed feed = new InputFeed(sort ? sorted(open.get(i)) : open.get(i), name, i, keepRaw);
      feeds.add(open.size() == 1 ? feed : new ThreadedFeed(feed));
      names.add(name);
    }
    return feeds.size() == 1 ? feeds.get(0) : new MergedFeed(feeds, names);
  }

  private Input<Event> sorted(FileInput<Event> input) {
    return new SortedInput(
        input, Path.of(System.getProperty("java.io.tmpdir")), SORT_MEMORY / files.size());
  }

  /**
   * Reads all profile updates of a file.
   *
   * @throws Failure at a line that is none: the triggers would be wrong without it
   */
  List<ProfileUpdate> readProfiles(Path file) throws IOException {
    Mapping mapping = mappings.get(0);
    if (mappings.size() > 1) {
      mapping = theOne(Mapping::saysProfiles, "profiles").orElse(Mapping.canonical());
    }
    List<ProfileUpdate> updates = new ArrayList<>();
    try (FileInput<ProfileUpdate> lines = FileInput.open(file, mapping.profiles())) {
      while (lines.next()) {
        updates.add(value(file, lines));
      }
    }
    return updates;
  }

  private void readCatalog(Path file) throws IOException {
    Mapping mapping = mappings.get(0);
    if (mappings.size() > 1) {
      mapping = theOne(each -> each.catalog().isPresent(), "catalog").orElse(mapping);
    }
    Layout<CatalogEntry> layout =
        mapping
            .catalog()
            .orElseThrow(
                () ->
                    Failure.input(
                        "the mapping does not say how to read the catalogue; give it a 'catalog:'"
                            + " with 'key' and 'event'"));
    catalogKey = mapping.catalogKey();
    try (FileInput<CatalogEntry> lines = FileInput.open(file, layout)) {
      while (lines.next()) {
        catalog.put(value(file, lines));
      }
    }
  }

  /** The mapping file that says how something is read, else canonical JSON if that is read. */
  private Optional<Mapping> theOne(Predicate<Mapping> says, String key) {
    Map<Path, Mapping> saying = new LinkedHashMap<>();
    Optional<Mapping> canonical = Optional.empty();
    for (int i = 0; i < files.size(); i++) {
      Optional<Path> named = files.get(i).mapping();
      if (named.isEmpty()) {
        canonical = Optional.of(mappings.get(i));
      } else if (says.test(mappings.get(i))) {
        saying.put(named.get(), mappings.get(i));
      }
    }
    if (saying.size() > 1) {
      throw Failure.input(
          "more than one mapping has a '"
              + key
              + ":' ("
              + String.join(", ", saying.keySet().stream().map(Path::toString).toList())
              + "); leave it in the one that fits the file");
    }
    return saying.isEmpty() ? canonical : Optional.of(saying.values().iterator().next());
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
