package dev.nudge.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The benchmarks of the live system run, and say what they promise; how fast, is not asked here.
 */
@Tag("slow")
final class LiveBenchTest {
  @Test
  void latencyComparesTriggersWithCopies() {
    BenchRun bench =
        BenchRun.bench("latency", "--events", 20, "--warm-up", 5, "--rate", 20, "--json");

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains(
            "\"nudge\":{\"count\":20,\"p50_ms\":", "\"copy\":{\"count\":20,", "\"ratio_p99\":");
  }

  @Test
  void publishTellsHowLongACampaignTakesToBeInUse() {
    BenchRun bench = BenchRun.bench("publish", "--campaigns", 200, "--more", 5);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("200 campaigns written at once", "written to in use", "started again");
  }

  @Test
  void customerEndsWithOneLineForPrograms() {
    BenchRun bench =
        BenchRun.bench(
            "customer",
            "--customers",
            200,
            "--activities",
            2_000,
            "--purchases",
            400,
            "--products",
            50,
            "--requests",
            20,
            "--seconds",
            2,
            "--writes",
            200);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out().lines().toList())
        .last()
        .asString()
        .matches(
            "\\{\"bench\":\"customer\",\"p99_ms\":\\{\"fresh\":[0-9.]+,\"customer\":[0-9.]+,"
                + "\"recommendations\":[0-9.]+,\"recommendations_under_writes\":[0-9.]+\\},"
                + "\"ingest_per_s\":[0-9]+\\}");
  }
}
