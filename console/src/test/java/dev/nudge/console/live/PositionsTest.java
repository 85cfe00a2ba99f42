package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.live.Positions.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
  @Test
  void theTextOfAPositionReadsBackAsThePosition() {
    Positions positions =
        new Positions(
            Map.of(
                new Place(Kind.TRIGGER, 0),
                17L,
                new Place(Kind.TRIGGER, 12),
                4L,
                new Place(Kind.TRANSITION, 3),
                120L));
    assertThat(positions.toString()).isEqualTo("t0.17-t12.4-x3.120");
    assertThat(Positions.read(positions.toString())).contains(positions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t", "t0", "t0.", "q0.1", "t0.1-", "t0.1\nx0.2", "t0.9999999999999999999"})
  void whatIsNoPositionIsNone(String text) {
    assertThat(Positions.read(text)).isEmpty();
  }
}
