package dev.nudge.app.importer;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole files, and what the import makes of them. {@code -Dgolden.update=true} writes the expected
 * files anew.
 */
class ImportGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/importer");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("good")
  void goodFilesBecomeCampaignsThatPassTheCheck(Path file) throws IOException {
    Command command = nudge("import", file);

    assertThat(command.err()).doesNotContain("error:");
    assertThat(command.exitCode()).isZero();
    golden(beside(file, ".yaml"), command.out());
    golden(beside(file, ".txt"), said(command, file));
    Command check = nudge("check", Files.writeString(folder.resolve("out.yaml"), command.out()));
    assertThat(check.out()).doesNotContain(": error:", ": warning:");
    assertThat(check.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void everyMistakeOfABadFileIsNamedWithItsPlaceAndStopsNoOther(Path file) throws IOException {
    Command command = nudge("import", file);

    assertThat(command.exitCode()).isEqualTo(1);
    golden(beside(file, ".yaml"), command.out());
    golden(beside(file, ".txt"), said(command, file));
  }

  static Stream<Path> good() throws IOException {
    return inputs("good");
  }

  static Stream<Path> bad() throws IOException {
    return inputs("bad");
  }

  private static Stream<Path> inputs(String name) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
      return files
          .filter(file -> file.toString().matches(".*\\.jsonl?"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String said(Command command, Path file) {
    return command.err().replace(file.getParent() + "/", "");
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.jsonl?$", ending));
  }

  private static void golden(Path golden, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).as("%s", golden).isEqualTo(Files.readString(golden));
  }
}
