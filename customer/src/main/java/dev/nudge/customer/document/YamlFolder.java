package dev.nudge.customer.document;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The {@code *.yaml} and {@code *.yml} files of a folder, which need not be there yet, and whether
 * they have changed since somebody looked. Serves one thread.
 */
public final class YamlFolder {
  private final Path path;
  private Map<Path, String> stamps = Map.of();
  private boolean wasSeen;

  /** A folder that nobody has looked at yet. */
  public YamlFolder(Path path) {
    this.path = path;
  }

  /**
   * The files of a folder, by name.
   *
   * @param problems takes what is wrong with the folder
   * @return none where it does not exist
   */
  public static List<Path> files(Path folder, List<Problem> problems) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(YamlFolder::isOne).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (NotDirectoryException e) {
      problems.add(problem(folder, "is no folder"));
    } catch (IOException e) {
      problems.add(problem(folder, "cannot be read: " + e.getMessage()));
    }
    return List.of();
  }

  /** What is wrong with a file, or with a folder, as a whole. */
  public static Problem problem(Path file, String text) {
    return Problem.error(new Position(file.toString(), 1, 1), text);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Whether names, times or sizes are others than when this was asked last; true at first. */
  public boolean hasChanged() {
    Map<Path, String> now = stamps();
    if (wasSeen && now.equals(stamps)) {
      return false;
    }
    stamps = now;
    wasSeen = true;
    return true;
  }

  /** Lets it count as changed, whatever it holds. */
  public void again() {
    wasSeen = false;
  }

  private Map<Path, String> stamps() {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(YamlFolder::isOne).toList()) {
        found.put(file, Files.getLastModifiedTime(file).toString() + ' ' + Files.size(file));
      }
    } catch (NoSuchFileException e) {
      // It may come; a file that went meanwhile is missing the next time.
    } catch (IOException e) {
      found.put(path, e.toString());
    }
    return found;
  }

  private static boolean isOne(Path file) {
    return file.toString().matches(".*\\.ya?ml") && Files.isRegularFile(file);
  }
}
