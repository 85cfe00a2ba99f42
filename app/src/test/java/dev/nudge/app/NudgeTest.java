package dev.nudge.app;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NudgeTest {
  @Test
  void aloneItShowsItsCommands() {
    Command nudge = nudge();

    assertThat(nudge.exitCode()).isZero();
    assertThat(nudge.out())
        .contains("check", "replay", "config", "publish", "triggers", "simulate", "bench", "test")
        .containsSubsequence("Try campaigns on files:", "On a running system:", "Nudge itself:")
        .doesNotContain("warm-up");
    assertThat(nudge.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "replay",
        "explain",
        "import",
        "config",
        "publish",
        "pause",
        "resume",
        "end",
        "campaigns",
        "send",
        "triggers",
        "rejected",
        "query",
        "simulate",
        "bench",
        "test",
        "package"
      })
  void everyCommandTeachesWithExamples(String command) {
    Command help = nudge(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: nudge " + command).contains("nudge " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "replay",
        "explain",
        "import",
        "config",
        "publish",
        "pause",
        "resume",
        "end",
        "campaigns",
        "send",
        "triggers",
        "rejected",
        "query",
        "simulate",
        "bench",
        "test",
        "package"
      })
  void helpFitsTheScreen(String command) {
    assertThat(nudge("--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(nudge(command, "--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void benchesRunWhereTheirModuleStandsBesideTheProduct() {
    Command bench = nudge("bench");

    assertThat(bench.exitCode()).isEqualTo(2);
    assertThat(bench.err()).contains("from a checkout of the source: ./nudge bench");
  }

  @Test
  void theVersionNamesTheProgramAndTheJava() {
    Command version = nudge("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("nudge ").contains("Java " + Runtime.version().feature());
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    Command mistyped = nudge("rpelay");

    assertThat(mistyped.exitCode()).isEqualTo(2);
    assertThat(mistyped.err())
        .isEqualTo(
            "nudge: there is no command 'rpelay'; did you mean 'replay'? see 'nudge --help'\n");
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    Command mistyped =
        nudge("replay", "--campaigns", "a.yaml", "--events", "b.jsonl", "--maping", "c.yaml");

    assertThat(mistyped.exitCode()).isEqualTo(2);
    assertThat(mistyped.err())
        .isEqualTo(
            "nudge: there is no option '--maping'; did you mean '--mapping'?"
                + " see 'nudge replay --help'\n");
  }

  @Test
  void aMissingOptionIsOneLine() {
    Command without = nudge("replay", "--campaigns", "a.yaml");

    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("--events").contains("see 'nudge replay --help'");
    assertThat(without.err().lines()).hasSize(1);
  }

  @Test
  void theTestsBelongToTheLauncher() {
    Command test = nudge("test");

    assertThat(test.exitCode()).isEqualTo(2);
    assertThat(test.err()).contains("./nudge test");
  }

  @Test
  void aFailureShowsItsPlaceOnlyWhenDebugging() {
    assertThat(nudge("check", "nowhere.yaml").err()).doesNotContain("\tat ");
    assertThat(Command.nudgeDebug("check", "nowhere.yaml").err()).contains("    at ");
  }

  @Test
  void aReaderThatHasGoneAwayIsNoFailure() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Nudge.run(new Terminal(closed, err, false), false, "--help")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aFullDiskIsAFailureOfTheSystem() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Nudge.run(new Terminal(full, err, false), false, "--help")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "nudge: reading or writing failed (No space left on device): check the disk and your"
                + " rights\n");
  }

  @Test
  void whatTheLauncherWarmsUpWithRuns() {
    Command warm = nudge("warm-up");

    assertThat(warm.exitCode()).isZero();
    assertThat(warm.err()).isEmpty();
  }
}
