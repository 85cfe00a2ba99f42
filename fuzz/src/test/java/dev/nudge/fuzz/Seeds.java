package dev.nudge.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the fuzzers begin with: the files of the examples. */
public final class Seeds {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final int LINES = 20;

  private Seeds() {}

  /** The files of the examples whose path ends so, each as a whole. */
  public static Stream<String> files(String... ends) {
    try (Stream<Path> files = Files.walk(root())) {
      List<Path> found =
          files
              .filter(file -> !file.toString().contains("target"))
              .filter(file -> Stream.of(ends).anyMatch(file.toString()::endsWith))
              .sorted()
              .toList();
      return found.stream().map(Seeds::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first lines of these files. */
  public static Stream<String> lines(String... ends) {
    return files(ends).flatMap(text -> text.lines().limit(LINES));
  }

  /** A text as a fuzzer takes it. */
  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Wherever the fuzzer works: it is told where the module is. */
  private static Path root() {
    String module = System.getProperty("nudge.fuzz.module");
    return module == null ? EXAMPLES : Path.of(module, "..", "examples");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
