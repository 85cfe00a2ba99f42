package dev.nudge.app.config;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.app.Command;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  @TempDir private Path folder;

  @Test
  void everyKeyIsShownWithItsValueAndItsOrigin() throws IOException {
    Path file = write("time:\n  slack: 2s\n");

    Command config = nudge("config", "--config", file, "--bootstrap", "kafka-1:9092");

    assertThat(config.exitCode()).isZero();
    assertThat(config.err()).isEmpty();
    assertThat(config.out().lines())
        .anySatisfy(
            line -> assertThat(line).matches("kafka\\.bootstrap +kafka-1:9092 +flag --bootstrap"))
        .anySatisfy(line -> assertThat(line).matches("time\\.slack +2s +" + file + ":2:3"))
        .anySatisfy(line -> assertThat(line).matches("flink\\.parallelism +2 +default"))
        .anySatisfy(line -> assertThat(line).matches("enrich\\.user_agent +\"\" +default"))
        .hasSize(61);
  }

  @Test
  void theColumnsAreAligned() throws IOException {
    String out = nudge("config", "--config", write("")).out();

    assertThat(out.lines().map(line -> line.indexOf("default")).distinct()).hasSize(1);
  }

  @Test
  void jsonIsForMachines() throws IOException {
    Path file = write("time: {slack: 2s}\n");

    Command config = nudge("config", "--json", "--config", file, "--set", "delivery=exactly_once");

    assertThat(config.exitCode()).isZero();
    assertThat(config.out())
        .startsWith(
            "{\"file\":\""
                + file
                + "\",\"settings\":[{\"key\":\"kafka.bootstrap\",\"value\":\"127.0.0.1:9092\","
                + "\"from\":\"default\"},")
        .contains(
            "{\"key\":\"time.slack\",\"value\":\"2s\",\"from\":\"file\",\"at\":\""
                + file
                + ":1:8\"}")
        .contains(
            "{\"key\":\"delivery\",\"value\":\"exactly_once\",\"from\":\"flag\",\"at\":\"--set\"}")
        .endsWith("}],\"warnings\":[]}\n");
  }

  @Test
  void theDefaultFileIsRightAsItIs() throws IOException {
    Command standard = nudge("config", "--default");

    assertThat(standard.exitCode()).isZero();
    Command read = nudge("config", "--config", write(standard.out()));
    assertThat(read.exitCode()).isZero();
    assertThat(read.err()).isEmpty();
  }

  @Test
  void everyMistakeIsSaid() throws IOException {
    Path file = write("time:\n  slak: 2s\n  quiet: soon\n");

    Command config = nudge("config", "--config", file, "--set", "local.kafka_port=x");

    assertThat(config.exitCode()).isEqualTo(1);
    assertThat(config.out()).isEmpty();
    assertThat(config.err().lines())
        .containsExactly(
            file + ":2:3: error: unknown key 'slak', did you mean 'slack'?",
            file
                + ":3:10: error: 'time.quiet': expected a duration such as 10s, 5m or 1d, got"
                + " 'soon'",
            "--set local.kafka_port: error: 'local.kafka_port': expected a whole number from 1 to"
                + " 65535, got 'x'",
            "nudge: 3 errors in the configuration; mend it");
  }

  @Test
  void aSetThatSetsNothingIsWrongUsage() {
    Command config = nudge("config", "--set", "time.slack");

    assertThat(config.exitCode()).isEqualTo(2);
    assertThat(config.err())
        .isEqualTo("nudge: --set 'time.slack' sets nothing; write it like --set time.slack=2s\n");
  }

  @Test
  void theFlagsOfACommandWinOverAllElse() {
    SettingsOptions options =
        new SettingsOptions(Map.of("NUDGE_LOCAL_DATA", "/a", "NUDGE_LOCAL_HOST", "0.0.0.0"));
    CommandLine.populateCommand(options, "--set", "local.data=/b");
    Terminal terminal =
        new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), false);

    Settings settings = options.settings(terminal, new Flag("--data", "local.data", "/c"));

    assertThat(settings.local().data()).isEqualTo("/c");
    assertThat(settings.local().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void aWarningIsSaidAndStopsNothing() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new ByteArrayOutputStream(), err, false);

    assertThat(new SettingsOptions(Map.of("NUDGE_DELIVRY", "x")).settings(terminal))
        .isEqualTo(Settings.defaults());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "environment NUDGE_DELIVRY: warning: nothing is set by this variable, did you mean"
                + " 'NUDGE_DELIVERY'?\n");
    assertThatThrownBy(() -> new SettingsOptions(Map.of("NUDGE_DELIVERY", "x")).settings(terminal))
        .isInstanceOf(Failure.class)
        .hasMessage("1 error in the configuration; mend it");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("nudge.yaml"), yaml);
  }
}
