package dev.nudge.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.delivery.channel.Channel.Rate;
import dev.nudge.delivery.send.SendResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final SendResult DOWN = new SendResult.Failed("503", Optional.empty(), true);
  private static final SendResult WRONG = new SendResult.Failed("400", Optional.empty(), false);

  @Test
  void aReceiverThatIsDownIsLeftAlone() {
    Throttle throttle = new Throttle("crm", Optional.empty());
    for (int i = 0; i < 10; i++) {
      assertThat(throttle.isResting()).isFalse();
      assertThat(throttle.millisToWait()).isZero();
      throttle.noteOutcome(DOWN, 1);
    }

    assertThat(throttle.isResting()).isTrue();
    assertThat(throttle.millisToWait()).isBetween(500L, 2_000L);
  }

  @Test
  void aReceiverThatRefusesSomeTriggersIsNotDown() {
    Throttle throttle = new Throttle("crm", Optional.empty());
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.millisToWait()).isZero();
      throttle.noteOutcome(WRONG, 1);
    }
    assertThat(throttle.isResting()).isFalse();
  }

  @Test
  void theRateOfTheChannelIsKept() {
    Throttle throttle = new Throttle("crm", Optional.of(new Rate(5, Duration.ofHours(1))));
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.millisToWait()).isZero();
    }
    // The next is allowed when a fifth of the hour has passed.
    assertThat(throttle.millisToWait()).isBetween(700_000L, 720_001L);
  }
}
