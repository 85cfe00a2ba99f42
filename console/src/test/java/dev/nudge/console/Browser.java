package dev.nudge.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller that keeps cookies and sends the CSRF header, as the console's own pages do. */
public final class Browser {
  private static final JsonMapper JSON = new JsonMapper();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String url;
  private Optional<String> token = Optional.empty();
  private boolean csrf = true;

  public Browser(String url) {
    this.url = url;
  }

  /** One that sends this token instead of cookies. */
  public static Browser withToken(String url, String token) {
    Browser browser = new Browser(url);
    browser.token = Optional.of(token);
    return browser;
  }

  /** From now on without the CSRF header. */
  public Browser forgetful() {
    csrf = false;
    return this;
  }

  /** A status and what came with it. */
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  /** Asks for a form of the answer. */
  public Answer getAs(String accepted, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(request("GET", path, null), (name, value) -> true);
    return send(request.setHeader("Accept", accepted).build());
  }

  public Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  /** The status alone, as soon as it is there: a stream does not end. */
  public int statusOf(String method, String path, Object body) {
    try {
      HttpResponse<InputStream> response =
          client.send(request(method, path, body), BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  /** Calls with a JSON body, or none where it is null. A string is sent as it is. */
  public Answer call(String method, String path, Object body) {
    return send(request(method, path, body));
  }

  private HttpRequest request(String method, String path, Object body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    if (csrf) {
      cookie("XSRF-TOKEN").ifPresent(value -> request.header("X-XSRF-TOKEN", value));
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      String text = body instanceof String string ? string : JSON.writeValueAsString(body);
      request.method(method, HttpRequest.BodyPublishers.ofString(text));
    }
    return request.build();
  }

  /** Goes to any address, following no redirect. */
  public Answer at(URI address) {
    return send(HttpRequest.newBuilder(address).header("Accept", "text/html").build());
  }

  /** Submits a form. */
  public Answer submit(URI address, String form) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(request.toString(), e);
    }
  }

  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }
}
