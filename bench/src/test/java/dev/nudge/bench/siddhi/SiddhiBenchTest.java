package dev.nudge.bench.siddhi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import org.junit.jupiter.api.Test;

/** The bench runs, small, and finds Nudge and Siddhi of one mind; how fast, is not asked here. */
class SiddhiBenchTest {
  @Test
  void nudgeAndSiddhiFireEquallyOften() {
    BenchRun bench = BenchRun.bench("siddhi", "--events", 3_000, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("Siddhi (events/s)", "three patterns");
    assertThat(bench.ratios("siddhi")).containsOnlyKeys("to_siddhi");
  }
}
