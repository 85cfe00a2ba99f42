package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class KnownCampaignsTest {
  private final Set<String> campaigns = new HashSet<>(Set.of("cart"));
  private boolean away;
  private int asked;
  private long now = 1_000_000;
  private final KnownCampaigns known = new KnownCampaigns(this::all, new TestClock());

  @Test
  void whoNamesOneThatIsNotThereMakesItAskOnceASecond() {
    assertThat(known.has("cart")).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(known.has("made-up-" + i)).isFalse();
    }
    assertThat(asked).isEqualTo(1);

    campaigns.add("fresh");
    now += 1_000;
    assertThat(known.has("fresh")).isTrue();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void withoutItsDatabaseItKnowsThoseOfBefore() {
    assertThat(known.has("cart")).isTrue();
    away = true;
    now += 1_000;
    assertThat(known.has("fresh")).isFalse();
    assertThat(known.has("cart")).isTrue();
  }

  private Set<String> all() {
    asked++;
    if (away) {
      throw new TransientDataAccessResourceException("away");
    }
    return campaigns;
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
