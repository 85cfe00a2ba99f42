package dev.nudge.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  @Property
  void theWaitStaysBelowACeilingThatDoublesUpToAnHour(
      @ForAll @IntRange(min = 1, max = 1_000) int attempts, @ForAll Random random) {
    double ceiling = Math.min(3_600_000, 5_000 * Math.pow(2, attempts - 1));

    assertThat((double) Backoff.millis(attempts, random)).isBetween(200.0, ceiling);
  }
}
