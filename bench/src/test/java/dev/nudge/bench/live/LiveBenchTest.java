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
        BenchRun.bench(
            "latency", "--seconds", 1, "--rounds", 1, "--warm-up", 200, "--sustainable", 200);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("90 %, event to trigger", "50 %, a job that only copies");
    assertThat(bench.ratios("latency"))
        .containsOnlyKeys("p99_to_pass_at_10", "p99_to_pass_at_50", "p99_to_pass_at_90");
  }

  @Test
  void kafkaComparesWithAJobThatParses() {
    BenchRun bench = BenchRun.bench("kafka", "--events", 3_000, "--users", 300, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.ratios("kafka")).containsOnlyKeys("to_pass");
  }

  @Test
  void upTakesEventsAndItsConsoleCountsEveryTrigger() {
    BenchRun bench = BenchRun.bench("up", "--events", 3_000, "--users", 300, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.ratios("up")).containsOnlyKeys("events_per_s", "to_copy");
  }

  @Test
  void publishTellsHowLongACampaignTakesToBeInUse() {
    BenchRun bench = BenchRun.bench("publish", "--campaigns", 200, "--more", 5);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("200 campaigns written at once", "written to in use", "started again");
    assertThat(bench.ratios("publish")).containsOnlyKeys("p99_ms", "loading_s", "restart_s");
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
