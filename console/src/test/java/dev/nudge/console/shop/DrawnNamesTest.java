package dev.nudge.console.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnNamesTest {
  @Test
  void aNumberHasOneNameAndNumbersInARowHaveOthers() {
    assertThat(DrawnNames.of("female", 17)).isEqualTo(DrawnNames.of("female", 17));
    assertThat(IntStream.range(-300, 436).mapToObj(number -> DrawnNames.of("male", number)))
        .allMatch(name -> name.matches("[A-Z][a-z]+ [A-Z][a-z]+"))
        .doesNotHaveDuplicates();
  }
}
