package dev.nudge.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.job.message.Outgoing;
import dev.nudge.job.size.Bounds;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final Bounds BOUNDS =
      new Bounds(1 << 20, new TreeMap<>(Map.of("small", 20_000, "tiny", 100)));

  @Test
  void whatIsTooLargeIsCutAndTheRestPasses() throws Exception {
    assertThat(
            passed(
                record("small", "{\"raw\":\"" + "x".repeat(30_000) + "\"}"),
                record("small", "{\"raw\":\"y\"}")))
        .satisfiesExactly(
            cut -> assertThat(cut).contains("\"cut\":[\"raw\"]").hasSizeLessThan(20_000),
            whole -> assertThat(whole).isEqualTo("small {\"raw\":\"y\"}"));
  }

  @Test
  void whatNoRuleMakesSmallEnoughDoesNotStopWhatComesNext() throws Exception {
    assertThat(passed(record("tiny", "{\"raw\":\"x\"}"), record("small", "{\"raw\":\"y\"}")))
        .containsExactly("small {\"raw\":\"y\"}");
  }

  @Test
  void aRecordThatTheGateFailsOnIsToldOfAndTheNextPasses() throws Exception {
    assertThat(passed(record("small", "no JSON".repeat(5_000)), record("small", "{\"raw\":\"y\"}")))
        .satisfiesExactly(
            failed ->
                assertThat(failed)
                    .contains("nudge.rejected", "\"source\":\"to small\"", "\"internal\""),
            whole -> assertThat(whole).isEqualTo("small {\"raw\":\"y\"}"));
  }

  private static Outgoing record(String topic, String value) {
    return new Outgoing(Outgoing.Kind.REJECTED, topic, "k", value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> passed(Outgoing... records) throws Exception {
    try (var gate =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Gate(Settings.defaults(), BOUNDS)))) {
      gate.open();
      for (Outgoing record : records) {
        gate.processElement(new StreamRecord<>(record));
      }
      return gate.extractOutputValues().stream()
          .map(out -> out.topic() + " " + new String(out.value(), StandardCharsets.UTF_8))
          .toList();
    }
  }
}
