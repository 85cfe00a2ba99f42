package dev.nudge.console.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NameTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static Console console;
  private static Browser viewer;

  @BeforeAll
  static void start() throws IOException {
    ConsoleSettings settings = TestBroker.settings();
    String profiles = settings.topics().profiles().topic();
    String catalog = settings.topics().catalog().topic();
    TestBroker.write(profiles, "u1", "{\"user\":\"u1\",\"name\":\"Ann Lee\"}");
    TestBroker.write(
        profiles, "u2", "{\"user\":\"u2\",\"first_name\":\"Bo\",\"last_name\":\"Chen\"}");
    TestBroker.write(profiles, "u3", "{\"user\":\"u3\",\"tier\":\"gold\"}");
    TestBroker.write(
        catalog, "p1", "{\"product_id\":\"p1\",\"title\":\"Wool coat\",\"price\":99.5}");
    TestBroker.write(catalog, "p2", "{\"product_id\":\"p2\",\"price\":1.5}");
    console = Console.start(settings);
    SignedIn signedIn = new SignedIn(console);
    viewer = signedIn.role("viewer");
    signedIn
        .role("editor")
        .post(
            "/api/campaigns",
            Map.of(
                "text",
                "id: coats\nname: Coats in autumn\nstatus: live\npattern:\n  steps:\n"
                    + "    - {name: looks, event: view}\noffer: {text: hello}\n"));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void peopleThingsAndCampaignsHaveNamesAndWhoHasNoneIsLeftOut() {
    Map<String, List<String>> wanted =
        Map.of(
            "people", List.of("u1", "u2", "u3", "nobody"),
            "things", List.of("p1", "p2", "nothing"),
            "campaigns", List.of("coats", "none"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(viewer.post("/api/names", wanted).json().toString())
                    .isEqualTo(
                        "{\"people\":{\"u1\":\"Ann Lee\",\"u2\":\"Bo Chen\"},"
                            + "\"things\":{\"p1\":\"Wool coat\"},"
                            + "\"campaigns\":{\"coats\":\"Coats in autumn\"}}"));
    assertThat(viewer.get("/api/labels").json().get("thing").asString()).isEqualTo("product_id");
  }

  @Test
  void nothingIsAskedForWithoutAnyAndTooMuchIsRefused() {
    Map<String, List<String>> none =
        Map.of("people", List.of(), "things", List.of(), "campaigns", List.of());
    assertThat(viewer.post("/api/names", none).status()).isEqualTo(200);
    assertThat(
            viewer
                .post(
                    "/api/names",
                    Map.of(
                        "people", Collections.nCopies(501, "u1"),
                        "things", List.of(),
                        "campaigns", List.of()))
                .status())
        .isEqualTo(400);
    assertThat(viewer.post("/api/names", Map.of("people", List.of("u1"))).status()).isEqualTo(400);
  }
}
