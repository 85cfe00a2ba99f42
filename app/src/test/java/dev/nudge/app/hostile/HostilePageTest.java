package dev.nudge.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** docs/operations.md says of hostile input what {@link HostileTest} tries. */
final class HostilePageTest {
  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final String BEGIN = "<!-- hostile input: begin -->";
  private static final String END = "<!-- hostile input: end -->";

  /** With {@code -Dgolden.update=true} the table is written instead. */
  @Test
  void theDocumentShowsTheTableThatIsTested() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("golden.update")) {
      String table = "\n\n" + HostileTable.markdown() + "\n\n";
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
    } else {
      assertThat(page.substring(from, to).strip()).isEqualTo(HostileTable.markdown());
    }
  }

  @Test
  void noInputStandsThereTwice() {
    assertThat(HostileTable.rows()).map(row -> row.way() + row.input()).doesNotHaveDuplicates();
    assertThat(new HashSet<>(HostileTable.rows())).hasSizeGreaterThan(100);
  }
}
