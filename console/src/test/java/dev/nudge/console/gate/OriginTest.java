package dev.nudge.console.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {
  @Test
  void anAddressIsOneAndSoAreAllOfThisMachineAndANetworkOfIpv6() {
    assertThat(Origin.of("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(Origin.of("127.0.0.1"))
        .isEqualTo(Origin.of("127.9.8.7"))
        .isEqualTo(Origin.of("::1"))
        .isEqualTo(Origin.of("0:0:0:0:0:0:0:1"));
    assertThat(Origin.of("2001:db8:0:1::7"))
        .isEqualTo(Origin.of("2001:db8:0:1:ffff::%eth0"))
        .isNotEqualTo(Origin.of("2001:db8:0:2::7"));
    assertThat(Origin.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
  }

  @Test
  void whatIsNoAddressIsNotLookedUp() {
    assertThat(Origin.of("evil.example:80")).isEqualTo("evil.example:80");
    assertThat(Origin.of("")).isEmpty();
  }
}
