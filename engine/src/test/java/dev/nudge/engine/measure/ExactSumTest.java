package dev.nudge.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.state.StateReader;
import dev.nudge.engine.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void tenTimesATenthIsOne() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 10; i++) {
      sum.add(0.1);
    }
    assertThat(sum.rounded()).isEqualTo(1.0);
  }

  @Test
  void aSmallNumberSurvivesAGreatOneThatComesAndGoes() {
    ExactSum sum = new ExactSum();
    sum.add(1e-300);
    sum.add(1e300);
    assertThat(sum.rounded()).isEqualTo(1e300);
    sum.add(-1e300);
    assertThat(sum.rounded()).isEqualTo(1e-300);
  }

  @Test
  void whatLiesBelowHalfAUnitDecidesTheRounding() {
    ExactSum sum = new ExactSum();
    sum.add(1.0);
    sum.add(0x1p-53);
    assertThat(sum.rounded()).as("a tie goes to even").isEqualTo(1.0);
    sum.add(0x1p-200);
    assertThat(sum.rounded()).as("and a little more goes up").isEqualTo(Math.nextUp(1.0));
  }

  @Test
  void aNumberThatWouldLeaveTheRangeIsSeenBefore() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 9; i++) {
      sum.add(1e307);
    }
    assertThat(sum.hasRoomFor(1e300)).isTrue();
    assertThat(sum.hasRoomFor(1e307)).isFalse();
  }

  @Property(tries = 1000)
  void itIsTheExactSumRoundedOnceWhateverIsAddedAndTakenAway(
      @ForAll("numbers") List<Double> numbers) {
    ExactSum sum = new ExactSum();
    List<Double> inside = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      if (i % 3 == 2) {
        sum.add(-inside.remove(inside.size() / 2));
      }
      sum.add(numbers.get(i));
      inside.add(numbers.get(i));
      BigDecimal exact =
          inside.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum.rounded()).isEqualTo(exact.doubleValue());
    }
    StateWriter writer = new StateWriter();
    sum.write(writer);
    ExactSum read = ExactSum.read(new StateReader(writer.toBytes()));
    assertThat(read.rounded()).isEqualTo(sum.rounded());
    inside.forEach(number -> read.add(-number));
    assertThat(read.rounded()).as("nothing remains").isEqualTo(0.0);
  }

  @Provide
  Arbitrary<List<Double>> numbers() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(-1000, 1000).map(cents -> cents / 100.0),
            Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(number -> Math.abs(number) <= 1e300),
            Arbitraries.of(1.0, -1.0, 0x1p-53, 0x1p-54, 0x1p53, Double.MIN_VALUE, 1e300, -1e300))
        .list()
        .ofMaxSize(40);
  }
}
