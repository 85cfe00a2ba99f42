package dev.nudge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final long HALF_A_SECOND = 500_000_000;

  @TempDir private Path folder;

  @Test
  void itSeesWhereTheTimeGoesAndDrawsIt() throws Exception {
    Path file = folder.resolve("profile.svg");
    Profile profile = Profile.into(Optional.of(file));

    double seconds =
        profile.during(
            () -> {
              long end = System.nanoTime() + HALF_A_SECOND;
              while (System.nanoTime() < end) {
                spin();
              }
              return 0.5;
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    profile.write("spinning", new Terminal(out, out, false));

    assertThat(seconds).isEqualTo(0.5);
    assertThat(profile.stacks())
        .isNotEmpty()
        .allSatisfy((stack, count) -> assertThat(stack).startsWith("dev.nudge.bench."));
    assertThat(Files.readString(file))
        .contains("spinning", "<title>dev.nudge.bench.measure.ProfileTest");
  }

  private static void spin() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append(i);
    }
    assertThat(text.length()).isPositive();
  }

  @Test
  void aFileWithoutAFolderIsRefusedBeforeAnythingIsMeasured() {
    Path nowhere = folder.resolve("nowhere/profile.svg");

    assertThatThrownBy(() -> Profile.into(Optional.of(nowhere)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void withoutAFileItRecordsNothing() throws Exception {
    assertThat(Profile.into(Optional.empty()).during(() -> 2)).isEqualTo(2);
    assertThat(Profile.NONE.stacks()).isEmpty();
  }
}
