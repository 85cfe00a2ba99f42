package dev.nudge.customer.collection;

import dev.nudge.customer.document.YamlFolder;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    for (Path file : YamlFolder.files(folder, problems)) {
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        problems.add(YamlFolder.problem(file, "cannot be read: " + e.getMessage()));
        continue;
      }
      for (Collection collection : CollectionReader.read(file.toString(), text, folder, problems)) {
        Path before = seen.putIfAbsent(collection.id(), file);
        if (before == null) {
          collections.add(collection);
        } else {
          problems.add(
              YamlFolder.problem(
                  file, "'" + collection.id() + "' stands in " + before + " already"));
        }
      }
    }
    return collections;
  }
}
