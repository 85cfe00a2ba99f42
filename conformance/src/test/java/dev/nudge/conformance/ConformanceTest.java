package dev.nudge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.conformance.pattern.Feature;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code nudge test patterns} does, for pairs that are always the same. */
class ConformanceTest {
  private static final int PAIRS = 10_000;
  private static final long SEED = 1;

  /**
   * Pairs with a feature that are compared and match; the rarest feature has about twice as many.
   */
  private static final int FLOOR = 12;

  private static PairCounts counts;

  @BeforeAll
  static void runsThePairs() throws InterruptedException {
    counts = Pairs.run(PAIRS, SEED, (done, differing) -> {});
  }

  @Test
  void nudgeFindsWhatFlinkFinds() {
    List<Integer> failures = counts.failures();
    assertThat(failures)
        .as(() -> failures.isEmpty() ? "" : Shown.difference(SEED, failures.get(0)))
        .isEmpty();
  }

  @Test
  void manyPairsHaveRunsThatTimeOut() {
    assertThat(counts.withTimeouts()).isGreaterThan(PAIRS / 10);
  }

  @Test
  void thePageShowsTheCounts() throws IOException {
    FlinkCepPage.assertSection("counts", "```text\n" + counts.table().strip() + "\n```");
  }

  /** Else a class that is excluded, or a change to the dice, could take a feature away unseen. */
  @Test
  void everyFeatureIsComparedWhereThereIsSomethingToFind() {
    for (Feature feature : Feature.values()) {
      assertThat(counts.matching(feature))
          .as(
              "pairs with '%s' that were compared and in which Flink found a match",
              feature.words())
          .isGreaterThanOrEqualTo(FLOOR);
    }
  }
}
