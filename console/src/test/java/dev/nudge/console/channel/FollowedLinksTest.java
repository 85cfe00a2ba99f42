package dev.nudge.console.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestBroker;
import dev.nudge.delivery.report.DeliveryEvent.Origin;
import dev.nudge.delivery.track.LinkKey;
import dev.nudge.delivery.track.TrackedLink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedLinksTest {
  private static ConsoleSettings settings;
  private static Console console;
  private static LinkKey key;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("link-key");
    key = LinkKey.readOrMake(file);
    settings = TestBroker.settings().with("nudge.link-key", file.toString());
    console = Console.start(settings);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aLinkLeadsWhereItSaysAndIsAnEventOfItsUser() throws Exception {
    HttpResponse<byte[]> answer =
        get("/r/" + token("ann", "https://shop.example/a?b=c&d=%C3%BC#e"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .contains("https://shop.example/a?b=c&d=%C3%BC#e");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    await().until(() -> events("ann").size() == 1);
    assertThat(events("ann").get(0))
        .startsWith("{\"id\":\"t1.letters.clicked.")
        .contains("\"user\":\"ann\",\"type\":\"clicked\",\"time\":\"20")
        .endsWith(
            "\"campaign\":\"cart\",\"variant\":\"twenty\",\"channel\":\"letters\","
                + "\"trigger\":\"t1\",\"link\":\"https://shop.example/a?b=c&d=%C3%BC#e\"}");
  }

  @Test
  void thePictureIsNotKeptAndTellsThatAMailWasOpened() throws Exception {
    HttpResponse<byte[]> answer = get("/r/open/" + token("bea", ""));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(new String(answer.body(), 0, 6, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("GIF89a");
    await().until(() -> events("bea").size() == 1);
    assertThat(events("bea").get(0)).startsWith("{\"id\":\"t1.letters.opened\",");
  }

  @Test
  void nobodyIsSentWhereThisConsoleHasNotSignedTo() throws Exception {
    String evil =
        new TrackedLink(origin("eve"), "https://evil.example/")
            .token(LinkKey.of("a key that somebody else has made up"));
    for (String path :
        List.of(
            "/r/" + evil,
            "/r/" + token("eve", ""),
            "/r/open/" + token("eve", "https://shop.example/"),
            "/r/open/" + evil,
            "/r/nonsense",
            "/r/%F0%9F%8E%81.x")) {
      HttpResponse<byte[]> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Location")).as(path).isEmpty();
    }
    assertThat(events("eve")).isEmpty();
  }

  @Test
  void whoOnlyLooksOrFetchesInAdvanceHasNotClicked() throws Exception {
    String path = "/r/" + token("fay", "https://shop.example/");

    assertThat(send(request(path).method("HEAD", BodyPublishers.noBody())).statusCode())
        .isEqualTo(302);
    assertThat(send(request(path).header("Sec-Purpose", "prefetch;prerender")).statusCode())
        .isEqualTo(302);
    get("/r/open/" + token("fay", ""));

    await().until(() -> !events("fay").isEmpty());
    assertThat(events("fay")).singleElement().asString().contains("\"type\":\"opened\"");
  }

  @Test
  void withoutAKeyNothingLeadsAnywhere() throws Exception {
    try (Console other = Console.start(TestBroker.settings())) {
      Answer answer = new Browser(other.url()).get("/r/" + token("ann", "https://shop.example/"));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("This link leads nowhere.\n");
    }
  }

  private static Origin origin(String user) {
    return new Origin("t1", "cart", "twenty", "letters", user);
  }

  private static String token(String user, String link) {
    return new TrackedLink(origin(user), link).token(key);
  }

  private static List<String> events(String user) {
    return TestBroker.read(settings.topics().canonicalEvents().orElseThrow()).stream()
        .filter(record -> record.key().equals(user))
        .map(record -> record.value())
        .toList();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console.url() + path));
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }
}
