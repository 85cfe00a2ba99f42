package dev.nudge.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import org.junit.jupiter.api.Test;

class CheckpointBenchTest {
  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThat(BenchRun.bench("checkpoint", "--users", 0).err()).contains("--users");
    assertThat(BenchRun.bench("checkpoint", "--seconds", 5, "--every", 5).err())
        .contains("--seconds is more than --every");
  }
}
