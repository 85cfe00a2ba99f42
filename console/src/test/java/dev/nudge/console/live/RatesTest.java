package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {
  private static final long NOON = 1_800_000_000_000L;

  private final Rates rates = new Rates();

  @Test
  void theRateIsTheAverageOfWholeSecondsBeforeNow() {
    for (int i = 0; i < 30; i++) {
      rates.count(NOON + i * 100L); // ten a second for three seconds
    }
    assertThat(rates.perSecond(NOON + 3_000, 3)).isEqualTo(10);
    assertThat(rates.perSecond(NOON + 3_900, 3)).isEqualTo(10);
    assertThat(rates.perSecond(NOON + 5_000, 5)).isEqualTo(6);
    assertThat(rates.perSecond(NOON + 9_000, 5)).isZero();
  }

  @Test
  void theSeriesCoversAQuarterOfAnHourAndForgetsWhatIsOlder() {
    rates.count(NOON);
    rates.count(NOON + 60_000);
    assertThat(rates.series(NOON + 65_000, 5)).hasSize(179).contains(0.2, 0.2);
    assertThat(sum(NOON + 65_000)).isEqualTo(0.4);
    assertThat(sum(NOON + 15 * 60_000 + 1_000)).isEqualTo(0.2);
    rates.count(NOON + 3_600_000);
    rates.count(NOON); // too late to be counted
    assertThat(sum(NOON + 3_605_000)).isEqualTo(0.2);
  }

  private double sum(long now) {
    return rates.series(now, 5).stream().mapToDouble(Double::doubleValue).sum();
  }
}
