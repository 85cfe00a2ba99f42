package dev.nudge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void oneLineForPrograms() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Ratios("engine")
        .put("hand_written", 0.33349)
        .put("idle_event", 2)
        .to(new Terminal(out, out, false));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"bench\":\"engine\",\"ratios\":{\"hand_written\":0.333,\"idle_event\":2.0}}\n");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> new Ratios("engine").put("hand_written", 0.0 / 0.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("engine: hand_written is NaN");
  }
}
