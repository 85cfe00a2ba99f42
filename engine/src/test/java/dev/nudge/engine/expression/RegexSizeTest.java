package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)running.*shoes?$",
        "a{100}b{100}c{1,100}",
        "([a-z]{1,64}\\.){2,5}[a-z]+",
        "\\{9999999\\}\\p{Greek}{3}",
        "((((",
        "a{,}{b"
      })
  void usefulOnesAreTaken(String regex) {
    assertThat(RegexSize.isTooLarge(regex)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(x{1000}){1000}",
        "((((a{30}){30}){30}){30}){30}",
        "(?:(a|b{999})c{1,999}){50,}"
      })
  void thoseThatMultiplyAreRefused(String regex) {
    assertThat(RegexSize.isTooLarge(regex)).isTrue();
  }
}
