package dev.nudge.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bench runs, small, and says what it promises; how fast, is not asked here. */
@Tag("slow")
final class CustomerBenchTest {
  @Test
  void itEndsWithOneLineForPrograms() {
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
