package dev.nudge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/flink-cep.md, of which some sections are as the code says. */
public final class FlinkCepPage {
  private static final Path PAGE = Path.of("../docs/flink-cep.md");

  private FlinkCepPage() {}

  /** Holds a section to a text; with {@code -Dgolden.update=true} it is written instead. */
  public static void assertSection(String name, String expected) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + name + ": begin -->";
    String end = "<!-- " + name + ": end -->";
    assertThat(page).contains(begin, end);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(
          PAGE, page.substring(0, from) + "\n\n" + expected + "\n\n" + page.substring(to));
    } else {
      assertThat(page.substring(from, to).strip()).isEqualTo(expected);
    }
  }
}
