package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbeddingExampleTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/nudge/engine/EmbeddingExample.java");
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");

  @Test
  void theExampleFiresOnce() {
    assertThat(
            EmbeddingExample.run(
                """
                id: abandoned-cart
                status: live
                pattern:
                  steps:
                    - {name: cart, event: cart, where: event.price > 200.0}
                    - {name: purchase, event: purchase, absent: true}
                  within: 10m
                offer: {price: "${cart.price}"}
                """))
        .singleElement()
        .satisfies(
            trigger -> {
              assertThat(trigger.cause()).isEqualTo(Trigger.Cause.TIMEOUT);
              assertThat(trigger.offer()).contains(java.util.Map.of("price", 251.7));
            });
  }

  @Test
  void theDocumentShowsTheExampleAsItIs() throws IOException {
    String source = Files.readString(SOURCE);
    String body =
        source.substring(
            source.indexOf("// example: begin\n") + "// example: begin\n".length(),
            source.indexOf("    // example: end"));
    assertThat(Files.readString(DOCUMENT)).contains(body.stripTrailing().stripIndent());
  }
}
