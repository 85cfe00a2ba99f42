package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaigns of the ecommerce example on the first events of the public REES46 data set. */
final class Rees46Test {
  static final Path DATA =
      Example.ROOT.resolve("../shared/data/rees46-2019-10-first-5k.csv").normalize();

  @TempDir private Path outputs;

  /**
   * The numbers were counted by a script of its own: each cart event above 200 without a purchase
   * in its session within [t, t + 10 min); and, for each user and product, four views with last -
   * first under 15 minutes, going on after the last. One line stands in the file four times, which
   * is one view and three repeats; counted as four views, high-intent would fire once more.
   */
  @Test
  void theNumbersAreThoseOfANaiveCount() throws IOException {
    assumeTrue(Files.exists(DATA), "skipped: there is no ../shared/data/" + DATA.getFileName());

    Replay replay = Replay.run(command(), outputs);

    TreeMap<String, Long> triggers =
        replay.fired().stream()
            .collect(
                Collectors.groupingBy(Replay.Fired::campaign, TreeMap::new, Collectors.counting()));
    assertThat(triggers)
        .containsEntry("abandoned-cart", 15L)
        .containsEntry("high-intent", 75L)
        .containsEntry("cross-sell", 256L)
        .containsEntry("churn-risk", 70L)
        .containsEntry("purchase-completion", 4L)
        .doesNotContainKey("price-sensitive");
    assertThat(replay.rejected()).isEmpty();
  }

  /** The arguments of a replay of the data. */
  static List<String> command() {
    Path folder = new Example("ecommerce").folder();
    return List.of(
        "replay",
        "--campaigns",
        folder.resolve("campaigns").toString(),
        folder.resolve("purchase-completion.yaml").toString(),
        "--mapping",
        folder.resolve("rees46.yaml").toString(),
        "--events",
        DATA.toString());
  }
}
