package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of the folder {@code bad} beside what is reported of it. To write the reports anew
 * after a change, run with {@code -Dgolden.write=true}, and read the difference.
 */
class BadFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/settings/bad");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.toString().endsWith(".problems"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyMistakeIsReportedAtItsPlace(Path file) throws IOException {
    SettingsInput input =
        new SettingsInput(Optional.of(file.toString()), Path.of(""), Map.of(), List.of());

    String report =
        SettingsReader.read(input).problems().stream()
            .map(problem -> problem.toString().replace(FOLDER + "/", "") + "\n")
            .collect(Collectors.joining());
    Path golden = FOLDER.resolve(file.getFileName() + ".problems");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, report);
    }
    assertThat(report).isEqualTo(Files.readString(golden)).isNotEmpty();
  }
}
