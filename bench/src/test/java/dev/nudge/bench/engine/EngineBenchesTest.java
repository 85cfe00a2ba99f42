package dev.nudge.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benches of the engine run, small, and end with their line; how fast, is not asked here. */
class EngineBenchesTest {
  @TempDir private Path folder;

  @Test
  void engineComparesWithWhatIsWrittenByHand() {
    BenchRun bench = BenchRun.bench("engine", "--events", 5_000, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("six patterns", "churn alone", "idle events");
    assertThat(bench.ratios("engine")).containsOnlyKeys("hand_written", "idle_event");
  }

  @Test
  void engineDrawsWhereTheTimeGoes() throws Exception {
    Path file = folder.resolve("engine.svg");

    BenchRun bench = BenchRun.bench("engine", "--events", 20_000, "--rounds", 1, "--profile", file);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("flame graph: " + file);
    assertThat(Files.readString(file)).contains("<svg", "dev.nudge.engine.Detector.onEvent");
  }

  @Test
  void stateWeighsUsersAndWhatIsLeftOfThem() {
    BenchRun bench = BenchRun.bench("state", "--events", 5_000, "--users", 7_000);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("active users", "two hours after the last");
    assertThat(bench.ratios("state"))
        .containsOnlyKeys("heap_bytes_a_user", "checkpoint_bytes_a_user", "after_forgetting")
        .allSatisfy((key, number) -> assertThat(number).isPositive());
  }

  @Test
  void campaignsComparesFewWithMany() {
    BenchRun bench =
        BenchRun.bench("campaigns", "--events", 500, "--users", 50, "--rounds", 1, "--many", 120);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("product equality", "all together");
    assertThat(bench.ratios("campaigns")).containsOnlyKeys("120_to_10");
  }

  @Test
  void loadSaysHowLongItTook() {
    BenchRun bench = BenchRun.bench("load", "--campaigns", 50, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.ratios("load")).containsOnlyKeys("seconds_50");
  }

  @Test
  void expressionsHoldForTheSameEventsEverywhere() {
    BenchRun bench = BenchRun.bench("expressions", "--events", 500, "--rounds", 1);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("one equality", "a regular expression");
    assertThat(bench.ratios("expressions")).containsOnlyKeys("to_cel", "to_java");
  }

  @Test
  void memoryHoldsTheHeapAgainstTheBound() {
    BenchRun bench = BenchRun.bench("memory", "--views", 50, "--users", 2);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("bound (bytes)", "every selection of views");
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThat(BenchRun.bench("engine", "--events", 0).err()).contains("--events");
    assertThat(BenchRun.bench("state", "--users", 0).exitCode()).isEqualTo(2);
    assertThat(BenchRun.bench("campaigns", "--many", 5).err()).contains("--many");
  }
}
