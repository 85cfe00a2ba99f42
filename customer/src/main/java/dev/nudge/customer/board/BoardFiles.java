package dev.nudge.customer.board;

import dev.nudge.customer.document.YamlFolder;
import dev.nudge.customer.store.Shipped;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of boards: those that Nudge brings, and the files of a folder, of which one of the same
 * name replaces it. A board is called as its file.
 */
public final class BoardFiles {
  private static final int MOST_FILES = 200;
  private static final Pattern NAME = Pattern.compile("([a-z0-9][a-z0-9-]{0,63})\\.ya?ml");
  private static final List<String> SHIPPED = List.of("customer", "overview");

  private final Optional<Path> folder;

  /** Of a folder, which need not be there yet. */
  public BoardFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * A board's text.
   *
   * @param file what it is called in problems
   * @param shipped whether Nudge brings it
   */
  public record BoardText(String file, String text, boolean shipped) {}

  /**
   * All of this moment, by name.
   *
   * @param problems takes what cannot be read
   */
  public Map<String, BoardText> read(List<Problem> problems) {
    Map<String, BoardText> all = new TreeMap<>();
    for (String name : SHIPPED) {
      all.put(
          name,
          new BoardText(
              "shipped/" + name + ".yaml", Shipped.text("boards/" + name + ".yaml"), true));
    }
    for (Path file : files(problems)) {
      String name = String.valueOf(file.getFileName());
      Matcher named = NAME.matcher(name);
      if (!named.matches()) {
        problems.add(
            YamlFolder.problem(
                file,
                "a board is called as its file, in small letters, digits and dashes: '"
                    + name
                    + "' is no such name"));
        continue;
      }
      try {
        all.put(named.group(1), new BoardText(file.toString(), Files.readString(file), false));
      } catch (IOException e) {
        problems.add(YamlFolder.problem(file, "cannot be read: " + e.getMessage()));
      }
    }
    return all;
  }

  private List<Path> files(List<Problem> problems) {
    if (folder.isEmpty()) {
      return List.of();
    }
    List<Path> files = YamlFolder.files(folder.get(), problems);
    if (files.size() > MOST_FILES) {
      problems.add(YamlFolder.problem(folder.get(), "holds more than " + MOST_FILES + " boards"));
    }
    return files.subList(0, Math.min(files.size(), MOST_FILES));
  }
}
