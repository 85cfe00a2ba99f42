package dev.nudge.console.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** How long a request is waited for. */
class GuestTest {
  @Test
  void whoSendsNothingIsLateAfterSoManyLooksHoweverLongTheyTake() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      Guest guest = new Guest(channel, "anybody");
      assertThat(guest.isLate(2)).isFalse();
      assertThat(guest.isLate(2)).isFalse();
      assertThat(guest.isLate(2)).isTrue();
    }
  }

  @Test
  void whoIsServedIsNotLateAndWaitedForAfreshAfterTheAnswer() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      Guest guest = new Guest(channel, "anybody");
      assertThat(guest.isLate(1)).isFalse();
      guest.come();
      Guest.isServed();
      Guest.go();
      assertThat(guest.isLate(0)).isFalse();
      guest.mayGoOn();
      assertThat(guest.isLate(1)).isFalse();
      assertThat(guest.isLate(1)).isTrue();
    }
  }
}
