package dev.nudge.customer.collection;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The collections of a folder: what its {@code *.yaml} and {@code *.yml} files hold. */
public final class CollectionFiles {
  private CollectionFiles() {}

  /**
   * Reads them, by name; of two with the same id, the later is left out.
   *
   * @param problems takes every mistake, and a file that cannot be read
   * @return none where the folder does not exist
   */
  public static List<Collection> read(Path folder, List<Problem> problems) {
    List<Collection> collections = new ArrayList<>();
    Map<String, Path> seen = new HashMap<>();
    for (Path file : files(folder, problems)) {
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        problems.add(problem(file, "cannot be read: " + e.getMessage()));
        continue;
      }
      for (Collection collection : CollectionReader.read(file.toString(), text, folder, problems)) {
        Path before = seen.putIfAbsent(collection.id(), file);
        if (before == null) {
          collections.add(collection);
        } else {
          problems.add(problem(file, "'" + collection.id() + "' stands in " + before + " already"));
        }
      }
    }
    return collections;
  }

  private static List<Path> files(Path folder, List<Problem> problems) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (NotDirectoryException e) {
      problems.add(problem(folder, "is no folder"));
    } catch (IOException e) {
      problems.add(problem(folder, "cannot be read: " + e.getMessage()));
    }
    return List.of();
  }

  private static Problem problem(Path file, String text) {
    return Problem.error(new Position(file.toString(), 1, 1), text);
  }
}
