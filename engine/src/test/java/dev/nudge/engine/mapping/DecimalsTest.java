package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @Property
  void readsTheSameDoubleAsJava(@ForAll("decimals") String text) {
    assertThat(Decimals.parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void readsEveryDouble(@ForAll double number) {
    assertThat(Decimals.parse(Double.toString(number))).isEqualTo(number);
  }

  @Property
  void smallIntegersAreThemselves(@ForAll long number) {
    long shortened = number / 100;
    assertThat(Decimals.smallInteger(Long.toString(shortened))).isEqualTo(shortened);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "-.", "1.2.3", "1f", "1d", "0x10", "NaN", "Infinity", "1e", "1,5"})
  void whatIsNoNumberIsNaN(String text) {
    assertThat(Decimals.parse(text)).isNaN();
  }

  @Provide
  Arbitrary<String> decimals() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of("", "-"), digits, Arbitraries.of("", "."), digits)
        .as((sign, whole, point, fraction) -> sign + whole + point + fraction);
  }
}
