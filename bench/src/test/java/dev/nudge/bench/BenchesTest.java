package dev.nudge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchesTest {
  @Test
  void theCommandLineFindsTheBenchesBesideIt() {
    BenchRun list = BenchRun.bench();

    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out())
        .contains("engine", "state", "campaigns", "load", "memory", "replay", "latency", "publish");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine",
        "state",
        "campaigns",
        "load",
        "expressions",
        "memory",
        "replay",
        "latency",
        "publish",
        "customer",
        "kafka",
        "siddhi",
        "all"
      })
  void eachTeaches(String name) {
    BenchRun help = BenchRun.bench(name, "--help");

    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out()).contains("Usage: nudge bench " + name);
    assertThat(help.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void aNameMistypedIsAnsweredWithTheNearest() {
    BenchRun mistyped = BenchRun.bench("engnie");

    assertThat(mistyped.exitCode()).isEqualTo(2);
    assertThat(mistyped.err()).contains("did you mean 'engine'?");
  }
}
