package dev.nudge.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bench runs, small, and finds Nudge and Flink CEP of one mind; how fast, is not asked here.
 */
class FlinkBenchTest {
  @ParameterizedTest
  @CsvSource({"both, to_cep to_pass rocksdb_to_heap", "rocksdb, to_cep to_pass"})
  void nudgeAndFlinkCepFireEquallyOften(String state, String keys) {
    BenchRun bench =
        BenchRun.bench(
            "flink", "--events", 3_000, "--rounds", 1, "--parallelism", 2, "--state", state);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("pass-through", "Flink CEP", "2 tasks", "came out");
    assertThat(bench.ratios("flink")).containsOnlyKeys(keys.split(" ", -1));
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThat(BenchRun.bench("flink", "--events", 0).err()).contains("--events");
    assertThat(BenchRun.bench("flink", "--state", "tape").exitCode()).isEqualTo(2);
  }
}
