package dev.nudge.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The benchmarks of the live system run, and say what they promise; how fast, is not asked here.
 */
@Tag("slow")
final class LiveBenchTest {
  @Test
  void latencyComparesTriggersWithCopies() {
    Command bench =
        Command.nudge("bench", "latency", "--events", 20, "--warm-up", 5, "--rate", 20, "--json");

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains(
            "\"nudge\":{\"count\":20,\"p50_ms\":", "\"copy\":{\"count\":20,", "\"ratio_p99\":");
  }

  @Test
  void publishTellsHowLongACampaignTakesToBeInUse() {
    Command bench = Command.nudge("bench", "publish", "--campaigns", 200, "--more", 5);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("200 campaigns written at once", "written to in use", "started again");
  }
}
