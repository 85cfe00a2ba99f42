package dev.nudge.console.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LabelTest {
  private static Console console;
  private static Browser editor;
  private static Browser viewer;

  @BeforeAll
  static void start() throws IOException {
    ConsoleSettings settings = TestBroker.settings();
    for (int i = 0; i < 3; i++) {
      TestBroker.send(
          settings.topics().canonicalEvents().orElseThrow(),
          "ann",
          "{\"id\":\"%d\",\"user\":\"ann\",\"type\":\"cart\",\"time\":\"%s\",\"utm/source\":\"mail\"}"
              .formatted(i, Instant.now()));
    }
    TestBroker.flush();
    console = Console.start(settings);
    SignedIn signedIn = new SignedIn(console);
    editor = signedIn.role("editor");
    viewer = signedIn.role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void whatPeopleCallAPropertyComesWithWhatWasSeenOfIt() {
    assertThat(label("event", "utm/source", " Where from ").status()).isEqualTo(204);
    assertThat(label("type", "cart", "Put into the cart").status()).isEqualTo(204);
    await()
        .untilAsserted(
            () -> {
              JsonNode cart = viewer.get("/api/vocabulary").json().at("/types/0");
              assertThat(cart.get("label").asString()).isEqualTo("Put into the cart");
              assertThat(cart.at("/properties/0").toString())
                  .isEqualTo(
                      "{\"name\":\"utm/source\",\"label\":\"Where from\",\"kinds\":[\"string\"],"
                          + "\"values\":[{\"value\":\"mail\",\"count\":3}],\"allValues\":true}");
            });
    JsonNode first = viewer.get("/api/labels").json().at("/labels/0");
    assertThat(first.get("of").asString()).isEqualTo("event");
    assertThat(first.get("changedBy").asString()).isEqualTo("editor");
    assertThat(label("event", "utm/source", "").status()).isEqualTo(204);
    assertThat(viewer.get("/api/labels").json().get("labels").size()).isEqualTo(1);
  }

  @Test
  void whatIsNoLabelIsRefused() {
    assertThat(label("events", "price", "Price").status()).isEqualTo(400);
    assertThat(label("event", " ", "Price").status()).isEqualTo(400);
    assertThat(label("event", "price", "x".repeat(81)).status()).isEqualTo(400);
    assertThat(viewer.call("PUT", "/api/labels", Map.of()).status()).isEqualTo(403);
  }

  private static Browser.Answer label(String of, String name, String text) {
    return editor.call("PUT", "/api/labels", Map.of("of", of, "name", name, "text", text));
  }
}
