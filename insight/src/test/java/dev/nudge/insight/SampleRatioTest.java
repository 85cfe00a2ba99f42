package dev.nudge.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
  private static final int RUNS = 2_000;
  private static final int DAYS = 30;
  private static final int PEOPLE_A_DAY = 1_000;

  @Test
  void withNobodyNothingSpeaksAgainstTheShares() {
    assertThat(new SampleRatio(List.of(1.0, 9.0), List.of(0L, 0L)).logEvidence()).isZero();
    assertThat(new SampleRatio(List.of(1.0, 9.0), List.of(0L, 0L)).pValue()).isEqualTo(1);
  }

  /** A person of an arm of share s has been expected with s; nothing is learned from one. */
  @Test
  void evidenceIsTheProductOfWhatEachPersonSays() {
    double first = Math.log(500.0 / 1000 / 0.5);
    double second = Math.log(501.0 / 1001 / 0.5);
    double third = Math.log(500.0 / 1002 / 0.5);

    assertThat(new SampleRatio(List.of(1.0, 1.0), List.of(2L, 1L)).logEvidence())
        .isCloseTo(first + second + third, within(1e-9));
  }

  @Test
  void exactWithMillionsOfPeople() {
    SampleRatio asDeclared = new SampleRatio(List.of(1.0, 9.0), List.of(10_000_000L, 90_000_000L));
    SampleRatio broken = new SampleRatio(List.of(1.0, 9.0), List.of(10_030_000L, 89_970_000L));

    assertThat(asDeclared.isBroken()).isFalse();
    assertThat(asDeclared.logEvidence()).isCloseTo(-0.5 * Math.log(100_001), within(0.01));
    assertThat(broken.isBroken()).isTrue();
  }

  @Test
  void lookedAtEveryDayItRaisesHardlyAnyFalseAlarmsAndFindsFiftyTwoToFortyEight()
      throws IOException {
    Alarms two = alarms(List.of(0.5, 0.5), List.of(0.5, 0.5));
    Alarms tenth = alarms(List.of(0.1, 0.9), List.of(0.1, 0.9));
    Alarms three = alarms(List.of(0.1, 0.54, 0.36), List.of(0.1, 0.54, 0.36));
    Alarms broken = alarms(List.of(0.5, 0.5), List.of(0.52, 0.48));

    assertThat(List.of(two, tenth, three))
        .allSatisfy(
            alarms -> {
              assertThat(alarms.sequential()).isLessThanOrEqualTo(SampleRatio.LEVEL);
              assertThat(alarms.chiSquare()).isGreaterThan(3 * SampleRatio.LEVEL);
            });
    assertThat(broken.sequential()).isGreaterThan(0.99);
    Figures.areThoseOfTheDocument(
        "shares",
        "| shares | alarms | alarms of the chi-square test | people until the alarm |\n"
            + "|---|---|---|---|\n"
            + two.row("50:50")
            + tenth.row("10:90")
            + three.row("10:54:36")
            + broken.row("50:50, but 52:48 in truth"));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new SampleRatio(List.of(1.0), List.of(1L)))
        .hasMessage("1 counts cannot be held against 1 shares");
    assertThatThrownBy(() -> new SampleRatio(List.of(1.0, 0.0), List.of(1L, 1L)))
        .hasMessage("weights of arms must be positive, not [1.0, 0.0]");
    assertThatThrownBy(() -> new SampleRatio(List.of(1.0, 1.0), List.of(1L, -1L)))
        .hasMessage("counts cannot be negative: [1, -1]");
  }

  /**
   * What shares of runs raised an alarm at some look, and after how many people on average the
   * sequential test did.
   */
  private record Alarms(double sequential, double chiSquare, double people) {
    /** A row of the table of docs/effects.md. */
    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %.2f %% | %.2f %% | %s |\n",
          name,
          100 * sequential,
          100 * chiSquare,
          sequential > 0.5 ? String.format(Locale.ROOT, "%.0f", people) : "");
    }
  }

  private static Alarms alarms(List<Double> declared, List<Double> truth) {
    Random random = new Random(20_261_120);
    double[] expected = declared.stream().mapToDouble(share -> share).toArray();
    double sequential = 0;
    double chiSquare = 0;
    double peopleInAll = 0;
    for (int run = 0; run < RUNS; run++) {
      long[] people = new long[truth.size()];
      boolean broken = false;
      boolean unlikely = false;
      for (int day = 1; day <= DAYS; day++) {
        draw(random, truth, people);
        if (!broken
            && new SampleRatio(declared, Arrays.stream(people).boxed().toList()).isBroken()) {
          broken = true;
          peopleInAll += day * PEOPLE_A_DAY;
        }
        unlikely |=
            ChiSquareTest.withDefaults().test(expected, people).getPValue() <= SampleRatio.LEVEL;
      }
      sequential += broken ? 1 : 0;
      chiSquare += unlikely ? 1 : 0;
    }
    return new Alarms(sequential / RUNS, chiSquare / RUNS, peopleInAll / sequential);
  }

  /** One arm after the other, of the people that are left. */
  private static void draw(Random random, List<Double> shares, long[] counts) {
    int left = PEOPLE_A_DAY;
    double rest = 1;
    for (int arm = 0; arm < shares.size() - 1; arm++) {
      int these = Shoppers.successes(random, left, shares.get(arm) / rest);
      counts[arm] += these;
      left -= these;
      rest -= shares.get(arm);
    }
    counts[shares.size() - 1] += left;
  }
}
