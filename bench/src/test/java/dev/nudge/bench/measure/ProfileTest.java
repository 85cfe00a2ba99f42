package dev.nudge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final long HALF_A_SECOND = 500_000_000;

  @TempDir private Path folder;

  @Test
  void itSeesWhereTheTimeGoesAndDrawsIt() throws Exception {
    Profile profile = new Profile();

    double seconds =
        profile.during(
            () -> {
              long end = System.nanoTime() + HALF_A_SECOND;
              while (System.nanoTime() < end) {
                spin();
              }
              return 0.5;
            });
    profile.write(folder.resolve("profile.svg"), "spinning");

    assertThat(seconds).isEqualTo(0.5);
    assertThat(profile.stacks())
        .isNotEmpty()
        .allSatisfy((stack, count) -> assertThat(stack).startsWith("dev.nudge.bench."));
    assertThat(Files.readString(folder.resolve("profile.svg")))
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
  void noneRecordsNothing() throws Exception {
    assertThat(Profile.NONE.during(() -> 2)).isEqualTo(2);
    assertThat(Profile.NONE.stacks()).isEmpty();
  }
}
