package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisorderTest {
  private static final long NOW = 1_795_168_800_000L;

  private final Disorder disorder = new Disorder();

  @Test
  void anEventAfterALaterOneOfItsUserIsCounted() {
    look(0, "ann", 5);
    look(0, "bob", 1);
    look(0, "ann", 3);
    look(0, "ann", 4);
    look(0, "ann", 6);

    assertThat(disorder.late(NOW + 1_000)).isEqualTo(2);
    assertThat(disorder.late(NOW + 120_000)).isZero();
    assertThat(disorder.scattered()).isEmpty();
  }

  @Test
  void aUserWhoGoesBackAndForthBetweenPartitionsIsScattered() {
    look(0, "ann", 1);
    look(1, "ann", 2);
    assertThat(disorder.scattered()).isEmpty(); // the topic may have got more partitions

    look(0, "ann", 3);

    assertThat(disorder.scattered()).contains("orders");
    assertThat(disorder.late(NOW + 1_000)).isZero();
  }

  private void look(int partition, String user, int second) {
    disorder.look("orders", partition, user, NOW + second * 1_000L, NOW);
  }
}
