package dev.nudge.customer.collection;

import dev.nudge.customer.document.YamlFolder;
import dev.nudge.engine.document.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of a user's collections, which is looked at again and again. Serves one thread. */
public final class CollectionFolder {
  private final YamlFolder folder;

  /** A folder that was not read yet. */
  public CollectionFolder(Path path) {
    folder = new YamlFolder(path);
  }

  /**
   * What the folder holds.
   *
   * @param problems of files with a mistake, whose collections are not among them
   */
  public record Content(List<Collection> collections, List<Problem> problems) {}

  /** What it holds, if that is not what it held when it was looked at last. */
  public Optional<Content> changed() {
    if (!folder.hasChanged()) {
      return Optional.empty();
    }
    List<Problem> problems = new ArrayList<>();
    List<Collection> collections = CollectionFiles.read(folder.path(), problems);
    return Optional.of(new Content(collections, problems));
  }

  /** What it holds counts as new, whatever it is. */
  public void again() {
    folder.again();
  }
}
