package dev.nudge.console.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTest {
  @Test
  void theEventsOfABodyAreItsBytesAsTheyStand() throws Body.NotJson {
    assertThat(parts("{\"a\":1}")).containsExactly("{\"a\":1}");
    assertThat(parts(" [ {\"a\": [1, {}]} ,\n{\"ü\":\"]\"}, 7 , null, \"x\", [1] ] "))
        .containsExactly("{\"a\": [1, {}]}", "{\"ü\":\"]\"}", "7", "null", "\"x\"", "[1]");
    assertThat(parts("[]")).isEmpty();
  }

  @Test
  void whatIsNoJsonIsSaidInASentence() {
    assertThatThrownBy(() -> parts("[{\"a\":1},")).hasMessageStartingWith("the body is no JSON: ");
    assertThatThrownBy(() -> parts("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> parts("{\"a\":1}\n{\"a\":2}")).hasMessageContaining("send an array");
  }

  private static List<String> parts(String body) throws Body.NotJson {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Body.parts(bytes).stream()
        .map(
            part -> new String(bytes, part.from(), part.to() - part.from(), StandardCharsets.UTF_8))
        .toList();
  }
}
