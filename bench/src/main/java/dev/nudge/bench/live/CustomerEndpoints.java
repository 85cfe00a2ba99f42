package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.console.Console;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints of queries as an application asks them: over HTTP, with a token. */
final class CustomerEndpoints {
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Console console;
  private final String token;

  /** Of a console that has just made its first account. */
  CustomerEndpoints(Console console) throws IOException, InterruptedException {
    this.console = console;
    CookieManager cookies = new CookieManager();
    HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
    String password = console.firstPassword().orElseThrow();
    send(browser, "/api/session", "{\"name\":\"admin\",\"password\":\"" + password + "\"}", "none");
    String csrf =
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElse("none");
    String made = send(browser, "/api/tokens", "{\"name\":\"bench\",\"scopes\":[\"read\"]}", csrf);
    Matcher found = TOKEN.matcher(made);
    if (!found.find()) {
      throw Failure.system("the console gives no token: " + made);
    }
    token = found.group(1);
  }

  private String send(HttpClient browser, String path, String body, String csrf)
      throws IOException, InterruptedException {
    return browser
        .send(
            HttpRequest.newBuilder(URI.create(console.url() + path))
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** What a query answers of a customer. */
  String ask(String query, String user) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(console.url() + "/api/queries/" + query + "?userid=" + user))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw Failure.system(query + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw Failure.system(query + " does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.system("interrupted");
    }
  }
}
