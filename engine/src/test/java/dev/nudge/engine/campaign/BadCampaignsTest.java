package dev.nudge.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of the folder {@code bad} beside what is reported of it. To write the reports anew
 * after a change, run with {@code -Dgolden.write=true}, and read the difference.
 */
class BadCampaignsTest {
  private static final Path FOLDER = Path.of("src/test/resources/campaigns/bad");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.toString().endsWith(".problems"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyMistakeIsReportedAtItsPlace(Path document) throws IOException {
    String name = String.valueOf(document.getFileName());
    List<Problem> problems = new ArrayList<>();
    CampaignReader.read(name, Files.readString(document), problems);

    String report = problems.stream().map(p -> p + "\n").collect(Collectors.joining());
    Path golden = FOLDER.resolve(name + ".problems");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, report);
    }
    assertThat(report).isEqualTo(Files.readString(golden));
    assertThat(problems).isNotEmpty();
  }
}
