package dev.nudge.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClickStreamTest {
  private static final int COUNT = 50_000;
  private static final Click[] CLICKS = ClickStream.first(COUNT);

  @Test
  void aShorterStreamIsTheBeginningOfALongerOne() {
    assertThat(ClickStream.first(100)).containsExactly(java.util.Arrays.copyOf(CLICKS, 100));
  }

  @Test
  void timeNeverGoesBack() {
    assertThat(Stream.of(CLICKS).map(Click::time)).isSorted();
  }

  @Test
  void aUserHasOneVisitAtATimeAndRestsBetweenTwo() {
    Map<String, Click> last = new HashMap<>();
    for (Click click : CLICKS) {
      Click before = last.put(click.user(), click);
      if (before != null && !before.session().equals(click.session())) {
        assertThat(click.time() - before.time()).isGreaterThanOrEqualTo(1_800_000);
      }
    }
    Map<String, String> users = new HashMap<>();
    for (Click click : CLICKS) {
      assertThat(users.putIfAbsent(click.session(), click.user())).isIn(null, click.user());
    }
  }

  @Test
  void mostClicksAreViews() {
    assertThat(share("view")).isBetween(0.91, 0.93);
    assertThat(share("cart")).isBetween(0.045, 0.055);
    assertThat(share("purchase")).isBetween(0.025, 0.035);
  }

  private static double share(String type) {
    return (double) Stream.of(CLICKS).filter(click -> click.type().equals(type)).count() / COUNT;
  }
}
