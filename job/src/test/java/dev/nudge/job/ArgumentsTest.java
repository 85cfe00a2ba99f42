package dev.nudge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.settings.Flag;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {
  @Test
  void valuesStandBehindTheirOptionOrAreJoinedToIt() throws Exception {
    Arguments arguments =
        Arguments.read(
            List.of(
                "--config=n.yaml", "--set", "time.slack=2s", "--bootstrap", "k:1", "--set=a=b=c"));

    assertThat(arguments.config()).contains("n.yaml");
    assertThat(arguments.flags())
        .containsExactly(
            new Flag("--set", "time.slack", "2s"),
            new Flag("--bootstrap", "kafka.bootstrap", "k:1"),
            new Flag("--set", "a", "b=c"));
    assertThat(arguments.span()).isEqualTo(NudgeJob.Span.FOR_EVER);
    assertThat(arguments.help()).isFalse();
  }

  @Test
  void itMayEnd() throws Exception {
    assertThat(Arguments.read(List.of("--to-the-end")).span()).isEqualTo(NudgeJob.Span.TO_THE_END);
  }

  @Test
  void whatMeansNothingIsRefusedWithAdvice() {
    assertThatThrownBy(() -> Arguments.read(List.of("--confg", "x")))
        .hasMessage("there is no option '--confg', did you mean '--config'?; see --help");
    assertThatThrownBy(() -> Arguments.read(List.of("--config")))
        .hasMessage("--config wants a value; see --help");
    assertThatThrownBy(() -> Arguments.read(List.of("--set", "slack")))
        .hasMessage("--set 'slack' sets nothing; write it like --set time.slack=2s");
  }

  @Test
  void theWordsOfOtherJobsOverClicksAreTaken() throws Exception {
    Arguments arguments =
        Arguments.read(
            List.of(
                "--bootstrap.servers",
                "kafka:9092",
                "--clickstream_topic",
                "clicks",
                "--group=stream-processor",
                "--alerts_topic",
                "alerts"));

    assertThat(arguments.flags())
        .containsExactly(
            new Flag("--bootstrap.servers", "kafka.bootstrap", "kafka:9092"),
            new Flag("--clickstream_topic", "topics.events", "clicks"),
            new Flag("--group", "kafka.group", "stream-processor"),
            new Flag("--alerts_topic", "topics.triggers", "alerts"));
  }
}
