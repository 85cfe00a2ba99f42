package dev.nudge.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static Console console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"));
    browser = new Browser(console.url());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void everyAddressOfAPageLeadsToTheOneDocument() {
    for (String path : new String[] {"/", "/campaigns", "/campaigns/abandoned-cart?version=3"}) {
      Answer answer = browser.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).contains("<title>Nudge</title>");
      assertThat(answer.header("Content-Type")).as(path).startsWith("text/html");
      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-cache");
    }
  }

  @Test
  void aFileThatIsNotThereIsNotThere() {
    assertThat(browser.get("/favicon-none.ico").status()).isEqualTo(404);
    Answer asset = browser.get("/assets/none.js");
    assertThat(asset.status()).isEqualTo(404);
    assertThat(asset.header("Cache-Control")).as("it may be there soon").contains("no-store");
  }

  @Test
  void whatHasItsHashInItsNameIsKeptForGood() {
    Answer answer = browser.get("/assets/page-1a2b3c.js");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Set-Cookie")).as("it is everybody's").isEmpty();
  }

  @Test
  void whatTheBuildHasCompressedGoesOutAsItIsToBrowsersThatTakeIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console.url() + "/assets/page-1a2b3c.js"))
            .header("Accept-Encoding", "gzip, br")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("compressed by the build");
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("br");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(browser.get("/assets/page-1a2b3c.js").body())
        .isNotEqualTo("compressed by the build");
  }
}
