package dev.nudge.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One example folder as its README describes it. */
record Example(String name) {
  /** The checkout; tests run in the folder of their module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^```sh\\n\\./nudge (replay [^\\n]*)\\n```$");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?m)^\\| user \\| campaign \\| fires \\| why \\|\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)");
  private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)\\n```$");
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

  /**
   * A row of the README's table.
   *
   * @param times of day, UTC, at which the campaign fires for the user; empty where it does not
   */
  record Row(String user, String campaign, List<String> times) {}

  /** All of them. */
  static Stream<Example> all() {
    return Stream.of(
            "ecommerce",
            "fashion-offers",
            "dynamic-marketing",
            "gaming-crm",
            "retention",
            "dynamic-cep",
            "customer-360",
            "offers",
            "coupon-experiment")
        .map(Example::new);
  }

  Path folder() {
    return ROOT.resolve("examples").resolve(name);
  }

  /** The arguments of the README's command, its paths found from anywhere. */
  List<String> command() {
    List<String> arguments = new ArrayList<>();
    for (String word : find(COMMAND).split(" ")) {
      arguments.add(word.startsWith("examples/") ? ROOT.resolve(word).toString() : word);
    }
    return arguments;
  }

  /** The documents that the README's command names, one campaign each. */
  List<Path> campaignFiles() {
    List<String> command = command();
    List<Path> files = new ArrayList<>();
    for (int i = command.indexOf("--campaigns") + 1; !command.get(i).startsWith("--"); i++) {
      Path path = Path.of(command.get(i));
      if (Files.isDirectory(path)) {
        files.addAll(list(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /** The rows of the README's table. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : find(TABLE).split("\n")) {
      String[] cells = line.split("(?<!\\\\)\\|");
      List<String> times = TIME.matcher(cells[3]).results().map(MatchResult::group).toList();
      if (times.isEmpty() == !cells[3].strip().equals("no")) {
        throw new IllegalStateException("neither times nor 'no': " + line);
      }
      rows.add(new Row(cells[1].strip(), cells[2].strip(), times));
    }
    return rows;
  }

  /** The JSON blocks of the README, each on one line. */
  List<String> json() {
    return JSON.matcher(readme())
        .results()
        .map(block -> block.group(1).replaceAll("\\n *", ""))
        .toList();
  }

  /** The files right in the folder whose name ends like this. */
  List<Path> files(String ending) {
    return list(folder()).stream().filter(file -> file.toString().endsWith(ending)).toList();
  }

  String readme() {
    try {
      return Files.readString(folder().resolve("README.md"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String find(Pattern pattern) {
    List<String> found = pattern.matcher(readme()).results().map(match -> match.group(1)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          name + "/README.md has " + found.size() + " times, not once, " + pattern);
    }
    return found.get(0);
  }

  @Override
  public String toString() {
    return name;
  }
}
