package dev.nudge.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/flink-cep.md shows the examples as they are. */
class FlinkCepPageTest {
  private static final Path PAGE = Path.of("../docs/flink-cep.md");

  @Test
  void showsTheExamplesOfWhatIsNotCompared() throws IOException {
    assertThat(section("not compared")).isEqualTo(ExamplesText.of(Examples.all(), false));
  }

  @Test
  void showsTheExamplesOfWhatIsComparedByARule() throws IOException {
    assertThat(section("compared by rule")).isEqualTo(ExamplesText.of(Examples.all(), true));
  }

  private static String section(String name) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + name + ": begin -->";
    String end = "<!-- " + name + ": end -->";
    assertThat(page).contains(begin, end);
    return page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end)).strip();
  }
}
