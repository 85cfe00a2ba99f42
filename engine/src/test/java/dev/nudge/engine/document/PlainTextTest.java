package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void whatIsPlainIsTheTextItself() {
    String text = "Zoë, שלום, 你好, 👩‍👩‍👧, a\\b";

    assertThat(PlainText.of(text)).isSameAs(text);
  }

  @Test
  void commandsToATerminalAreSpeltOut() {
    assertThat(PlainText.of("a\nb\rc\td\u001b[31m\u0000\u007f\u0085\u2028\u202e\u2066"))
        .isEqualTo("a\\nb\\rc\\td\\u001B[31m\\u0000\\u007F\\u0085\\u2028\\u202E\\u2066");
  }

  @Property(tries = 500)
  void jsonIsPlainTextAndReadsBackAsWhatWasWritten(@ForAll("hostile") String text) {
    Map<String, Object> value = Map.of("k" + text, text);

    String json = new String(new JsonWriter().writeValue(value), StandardCharsets.UTF_8);

    assertThat(PlainText.of(json)).isEqualTo(json);
    assertThat(JsonReader.value(json)).isEqualTo(new Parsed.Accepted<Object>(value));
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.chars().range('\0', '\u00a0'),
            Arbitraries.chars().range('\u2000', '\u2070'))
        .array(char[].class)
        .ofMaxSize(30)
        .map(String::new);
  }
}
