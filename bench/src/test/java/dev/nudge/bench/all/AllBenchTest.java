package dev.nudge.bench.all;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.bench.BenchRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benches in turn, and what is made of their figures. */
class AllBenchTest {
  @TempDir private Path folder;

  @Test
  void figuresOfEachStandTogetherInTableDocumentAndChart() throws Exception {
    Path document = folder.resolve("performance.md");
    Path chart = folder.resolve("aims.svg");
    Files.writeString(
        document, "before\n<!-- nudge bench all -->\nold\n<!-- /nudge bench all -->\nafter\n");

    BenchRun bench =
        BenchRun.bench(
            "all",
            "--small",
            "--only",
            "load,expressions",
            "--document",
            document,
            "--chart",
            chart);

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("{\"bench\":\"load\"", "{\"bench\":\"expressions\"", "to_cel");
    assertThat(Files.readString(document))
        .startsWith("before\n")
        .endsWith("\nafter\n")
        .contains("| `expressions` | `to_java` |")
        .doesNotContain("old");
    assertThat(Files.readString(chart)).contains("<svg", "</svg>");
  }

  @Test
  void whatIsNotReachedStandsOut() {
    assertThat(new Figure("replay", "to_parse", 0.25).row())
        .isEqualTo("| `replay` | `to_parse` | **0.250** | ≥ 0.500 |");
    assertThat(new Figure("publish", "p99_ms", 503).row())
        .isEqualTo("| `publish` | `p99_ms` | 503 | ≤ 1,000 |");
    assertThat(new Figure("siddhi", "to_siddhi", 3).row())
        .isEqualTo("| `siddhi` | `to_siddhi` | 3.00 |  |");
    assertThat(AimChart.svg(List.of(new Figure("replay", "to_parse", 0.25))))
        .contains("class=\"short\"", "replay to_parse");
  }

  @Test
  void namesAndDocumentsThatAreNotThereAreToldBeforeAnythingRuns() throws Exception {
    assertThat(BenchRun.bench("all", "--only", "engnie").err()).contains("engine, campaigns");
    Path document = Files.writeString(folder.resolve("x.md"), "no marks");
    BenchRun bench = BenchRun.bench("all", "--only", "load", "--document", document);
    assertThat(bench.exitCode()).isEqualTo(1);
    assertThat(bench.err()).contains("<!-- nudge bench all -->");
  }
}
