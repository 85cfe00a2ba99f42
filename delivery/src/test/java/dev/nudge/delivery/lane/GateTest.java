package dev.nudge.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.delivery.channel.Channel.Rate;
import dev.nudge.delivery.send.SendResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final SendResult DOWN = new SendResult.Failed("503", Optional.empty(), true);
  private static final SendResult WRONG = new SendResult.Failed("400", Optional.empty(), false);

  @Test
  void aReceiverThatIsDownIsLeftAlone() {
    Gate gate = new Gate("crm", Optional.empty());
    for (int i = 0; i < 10; i++) {
      assertThat(gate.isResting()).isFalse();
      assertThat(gate.millisToWait()).isZero();
      gate.noteOutcome(DOWN, 1);
    }

    assertThat(gate.isResting()).isTrue();
    assertThat(gate.millisToWait()).isBetween(500L, 2_000L);
  }

  @Test
  void aReceiverThatRefusesSomeTriggersIsNotDown() {
    Gate gate = new Gate("crm", Optional.empty());
    for (int i = 0; i < 100; i++) {
      assertThat(gate.millisToWait()).isZero();
      gate.noteOutcome(WRONG, 1);
    }
    assertThat(gate.isResting()).isFalse();
  }

  @Test
  void theRateOfTheChannelIsKept() {
    Gate gate = new Gate("crm", Optional.of(new Rate(5, Duration.ofHours(1))));
    for (int i = 0; i < 5; i++) {
      assertThat(gate.millisToWait()).isZero();
    }
    // The next is allowed when a fifth of the hour has passed.
    assertThat(gate.millisToWait()).isBetween(700_000L, 720_001L);
  }
}
