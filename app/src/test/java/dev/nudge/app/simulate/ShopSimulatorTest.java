package dev.nudge.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.simulate.ShopSimulator.Click;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopSimulatorTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  private final List<Click> clicks =
      Stream.generate(new ShopSimulator(7, START, 50, 10_000)::next).limit(50_000).toList();

  @Test
  void theSameSeedGivesTheSameClicks() {
    ShopSimulator again = new ShopSimulator(7, START, 50, 10_000);

    assertThat(clicks).allSatisfy(click -> assertThat(again.next()).isEqualTo(click));
  }

  @Test
  void anotherSeedGivesOtherClicks() {
    assertThat(new ShopSimulator(8, START, 50, 10_000).next()).isNotEqualTo(clicks.get(0));
  }

  @Test
  void timeNeverGoesBack() {
    long before = START.toEpochMilli();
    for (Click click : clicks) {
      assertThat(click.time()).isGreaterThanOrEqualTo(before);
      before = click.time();
    }
  }

  @Test
  void theRateIsWhatWasAskedFor() {
    long millis = clicks.get(49_999).time() - clicks.get(10_000).time();

    assertThat(39_999 / (millis / 1000.0)).isBetween(40.0, 60.0);
  }

  @Test
  void mostLookSomePutInTheCartAndFewerPay() {
    Map<String, Long> types =
        clicks.stream().collect(Collectors.groupingBy(Click::type, Collectors.counting()));

    assertThat(types).containsOnlyKeys("view", "cart", "purchase");
    assertThat(types.get("view")).isGreaterThan(5 * types.get("cart"));
    assertThat(types.get("cart")).isGreaterThan(types.get("purchase"));
  }

  @Test
  void shoppersReturnAndAVisitBelongsToOneOfThem() {
    Map<String, String> userOfSession = new HashMap<>();
    Map<String, Set<String>> sessionsOfUser = new HashMap<>();
    for (Click click : clicks) {
      String other = userOfSession.putIfAbsent(click.session(), click.user());
      assertThat(other).isIn(null, click.user());
      sessionsOfUser.computeIfAbsent(click.user(), user -> new HashSet<>()).add(click.session());
    }

    assertThat(sessionsOfUser.values()).anyMatch(sessions -> sessions.size() > 5);
    assertThat(sessionsOfUser).hasSizeGreaterThan(1_000);
  }
}
