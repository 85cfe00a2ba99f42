package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegexLiteralTest {
  @ParameterizedTest
  @CsvSource({
    "^coat-[0-9]+$,coat-",
    "ab*cde,cde",
    "ab+c,ab",
    "abc?,ab",
    "a{0}bc,bc",
    "a\\.b,a.b",
    "shoe\\d\\d-x,shoe",
    "[]ab]xyz,xyz",
    "[^]ab]xyz,xyz",
    "[[:alpha:]]xyz,xyz",
  })
  void theLongestTextThatEveryMatchHolds(String regex, String text) {
    assertThat(RegexLiteral.of(regex)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"abc|d", "(abc)?", "(?i)abc", "abc\\Q*\\E", "\\x61bc", "ab("})
  void whatIsNotReadHasNone(String regex) {
    assertThat(RegexLiteral.of(regex)).isEmpty();
  }

  @Property(tries = 5000)
  void whatMatchesHoldsTheText(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder regex = new StringBuilder();
    String[] parts = {
      "a", "b", "c", ".", "*", "+", "?", "{0}", "{1,2}", "[ab]", "[^a]", "\\.", "^", "$", "\\d",
      "{", "}", "]"
    };
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      regex.append(parts[random.nextInt(parts.length)]);
    }
    if (MatchesNode.compile(regex.toString()) instanceof Pattern pattern) {
      String literal = RegexLiteral.of(regex.toString());
      for (int i = 0; i < 50; i++) {
        StringBuilder text = new StringBuilder();
        for (int j = random.nextInt(6); j > 0; j--) {
          text.append("abc.1{}]".charAt(random.nextInt(8)));
        }
        if (pattern.matcher(text).find()) {
          assertThat(text.toString()).as(regex.toString()).contains(literal);
        }
      }
    }
  }
}
