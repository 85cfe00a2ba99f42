package dev.nudge.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378::",
        "2001:db8::1"
      })
  void thisMachineAndItsNetworkAreRefused(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address).getAddress())).isFalse();
    assertThatThrownBy(() -> new PublicAddresses(false).resolve(address))
        .isInstanceOf(PublicAddresses.PrivateAddressException.class);
    assertThat(new PublicAddresses(true).resolve(address)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::"
      })
  void theInternetIsNot(String address) throws UnknownHostException {
    assertThat(new PublicAddresses(false).resolve(address))
        .containsExactly(InetAddress.getByName(address));
  }

  @Test
  void aNameIsJudgedByWhereItLeads() {
    assertThatThrownBy(() -> new PublicAddresses(false).resolve("localhost"))
        .isInstanceOf(PublicAddresses.PrivateAddressException.class)
        .hasMessageStartingWith("'localhost' leads to ");
  }
}
