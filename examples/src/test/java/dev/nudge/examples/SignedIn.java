package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The admin at a console, by the interface that its pages use. */
final class SignedIn {
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String url;

  SignedIn(String url, String password) throws IOException, InterruptedException {
    this.url = url;
    post("/api/session", "{\"name\":\"admin\",\"password\":\"" + password + "\"}");
  }

  /** A new token that reads. */
  String token() throws IOException, InterruptedException {
    String made = post("/api/tokens", "{\"name\":\"terminal\",\"scopes\":[\"read\"]}");
    Matcher token = TOKEN.matcher(made);
    assertThat(token.find()).as(made).isTrue();
    return token.group(1);
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    String sameSite =
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElse("none");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("X-XSRF-TOKEN", sameSite)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
