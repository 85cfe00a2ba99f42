package dev.nudge.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.gate.Origin;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private final AtomicLong now = new AtomicLong(System.nanoTime());
  private final SignInLimit limit = new SignInLimit(now::get);

  @Test
  void whoFailsWithANameWaitsLongerEachTimeUpToFiveMinutes() {
    for (int i = 0; i < 4; i++) {
      assertThat(limit.tooMany("ann", "10.0.0.1")).isEmpty();
    }
    long before = 0;
    for (int i = 0; i < 20; i++) {
      assertThat(limit.tooMany("ann", "10.0.0.1")).isEmpty();
      long wait = limit.tooMany("ann", "10.0.0.1").orElseThrow();
      assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(301);
      before = wait;
      pass(Duration.ofSeconds(wait));
    }
    assertThat(before).isEqualTo(301);
  }

  @Test
  void nobodyIsLockedOutByOthers() {
    for (int address = 0; address < 5_000; address++) {
      limit.tooMany("admin", "10.1." + address / 250 + "." + address % 250);
    }
    assertThat(limit.tooMany("admin", "192.0.2.1")).isEmpty();
  }

  @Test
  void underAttackFromManyAddressesEachWaitsAfterItsFirstFailure() {
    for (int address = 0; address < 400; address++) {
      limit.tooMany("admin", "10.1." + address / 250 + "." + address % 250);
    }
    assertThat(limit.tooMany("admin", "10.1.1.149")).hasValue(31);
    assertThat(limit.tooMany("ann", "10.1.1.149")).isEmpty();
  }

  @Test
  void anAddressHasThirtyTriesAMinuteForAllNamesTogether() {
    for (int name = 0; name < 30; name++) {
      assertThat(limit.tooMany("name" + name, "10.0.0.1")).isEmpty();
    }
    assertThat(limit.tooMany("another", "10.0.0.1")).isPresent();
  }

  @Test
  void whoSucceedsHasNotTried() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.tooMany("ann", "10.0.0.1")).isEmpty();
      limit.succeeded("ann", "10.0.0.1");
    }
  }

  @Test
  void tenThousandOtherNamesDoNotMakeItForgetWhoFailedOften() {
    for (int i = 0; i < 9; i++) {
      limit.tooMany("ann", "10.0.0.1").ifPresent(wait -> pass(Duration.ofSeconds(wait)));
    }
    long before = limit.tooMany("ann", "10.0.0.1").orElse(0);
    for (int i = 0; i < 11_000; i++) {
      limit.tooMany("name" + i, "10.2." + i / 250 + "." + i % 250);
    }
    assertThat(before).isPositive();
    assertThat(limit.tooMany("ann", "10.0.0.1")).hasValue(before);
  }

  @Test
  void anHourLaterAllIsForgotten() {
    for (int i = 0; i < 5; i++) {
      limit.tooMany("ann", "10.0.0.1");
    }
    assertThat(limit.tooMany("ann", "10.0.0.1")).isPresent();
    pass(Duration.ofHours(2));
    for (int i = 0; i < 5; i++) {
      assertThat(limit.tooMany("ann", "10.0.0.1")).isEmpty();
    }
  }

  @Test
  void itHoldsSoManyAndForgetsTheLeastDangerous() {
    Dangers<Integer> dangers = new Dangers<>(3, now::get);
    for (String who : new String[] {"often", "often", "twice", "twice", "often", "once", "new"}) {
      dangers.value(who, 0);
      dangers.more(who);
    }
    assertThat(dangers.size()).isEqualTo(3);
    dangers.value("twice", 0);
    assertThat(dangers.more("twice")).isEqualTo(3);
    dangers.value("once", 0);
    assertThat(dangers.more("once")).isEqualTo(1);
  }

  @Test
  void anIpv6NetworkIsOnePeer() {
    assertThat(Origin.of("2001:db8:1:2:3::1")).isEqualTo(Origin.of("2001:db8:1:2:ffff::9"));
    assertThat(Origin.of("2001:db8:1:2::1")).isNotEqualTo(Origin.of("2001:db8:1:3::1"));
    assertThat(Origin.of("::ffff:192.0.2.7")).isEqualTo(Origin.of("192.0.2.7"));
    assertThat(Origin.of("fe80::1%eth0")).isEqualTo(Origin.of("fe80::2"));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
