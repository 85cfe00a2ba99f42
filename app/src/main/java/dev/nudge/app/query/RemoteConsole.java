package dev.nudge.app.query;

import dev.nudge.app.terminal.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A console that runs somewhere, asked with a token. */
final class RemoteConsole {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than any query may take. */
  private static final Duration ANSWER = Duration.ofSeconds(90);

  /** Numbers stay as they are written. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String url;
  private final Optional<String> token;

  RemoteConsole(String url, Optional<String> token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /**
   * An answer as it came.
   *
   * @param next the offset of the next page, where there is one
   */
  record Answer(String body, Optional<String> next) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /** What all have asked for, or a failure that says what to do. */
  Answer get(String path, Map<String, List<String>> parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach(
        (name, values) -> values.forEach(value -> query.add(coded(name) + "=" + coded(value))));
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path + query)).timeout(ANSWER);
      token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .build()
              .send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw refused(response);
      }
      return new Answer(response.body(), response.headers().firstValue("Nudge-Next-Offset"));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("'" + url + "' is no address; write it like http://127.0.0.1:8080");
    } catch (IOException e) {
      throw Failure.system(
          "no console answers at "
              + url
              + " ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + "): 'nudge up' starts one, --console says where another is");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.system("interrupted");
    }
  }

  private Failure refused(HttpResponse<String> response) {
    int status = response.statusCode();
    String detail = detail(response);
    return switch (status) {
      case 401 ->
          Failure.input(
              token.isPresent()
                  ? "the console at " + url + " does not know this token"
                  : "the console at "
                      + url
                      + " asks who you are: an admin makes a token with the scope 'read' there;"
                      + " give it as --token or in NUDGE_TOKEN");
      case 403 -> Failure.input("the token may not do that: " + detail);
      case 400, 404, 422 -> Failure.input(detail);
      default -> Failure.system(detail);
    };
  }

  private String detail(HttpResponse<String> response) {
    try {
      String detail = JSON.readTree(response.body()).path("detail").asString("");
      if (!detail.isEmpty()) {
        return detail;
      }
    } catch (JacksonException e) {
      // Said below: whoever answers there is no console.
    }
    return "what answers at " + url + " is no console: status " + response.statusCode();
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
