package dev.nudge.app.connect;

import dev.nudge.app.terminal.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kafka Connect by its REST interface: that of {@code nudge up}, or one elsewhere.
 * https://kafka.apache.org/documentation/#connect_rest
 */
final class ConnectRest {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A connector that is checked opens connections to its database. */
  private static final Duration ANSWER = Duration.ofSeconds(100);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 200;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String url;
  private final Optional<String> authorization;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  ConnectRest(String url, Optional<String> authorization) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.authorization = authorization;
  }

  /** What is known of every connector, by its name. */
  JsonNode states() {
    return json(call("GET", "/connectors?expand=status", null));
  }

  /** How a connector is as soon as it is as wanted, or after half a minute of waiting for that. */
  ConnectorStatus await(String name, Predicate<ConnectorStatus> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      ConnectorStatus status =
          there(send("GET", path(name) + "/status", null))
              .map(ConnectorStatus::of)
              .orElse(new ConnectorStatus("starting", "0 of 0", ""));
      if (wanted.test(status) || System.nanoTime() > end) {
        return status;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  /** A connector with its settings; empty where there is none of this name. */
  Optional<JsonNode> connector(String name) {
    return there(send("GET", path(name), null));
  }

  /** Every key that the connector knows, with what is wrong with its value. */
  JsonNode check(String connectorClass, Map<String, String> config) {
    return json(
        call("PUT", "/connector-plugins/" + coded(connectorClass) + "/config/validate", config));
  }

  void put(String name, Map<String, String> config) {
    call("PUT", path(name) + "/config", config);
  }

  /** Lets the tasks stop, which they have to before {@link #forget}. */
  void stop(String name) {
    call("PUT", path(name) + "/stop", Map.of());
  }

  void forget(String name) {
    call("DELETE", path(name) + "/offsets", null);
  }

  void remove(String name) {
    call("DELETE", path(name), null);
  }

  private static String path(String name) {
    return "/connectors/" + coded(name);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Optional<JsonNode> there(HttpResponse<String> response) {
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(json(checked(response)));
  }

  private HttpResponse<String> call(
      String method, String path, @Nullable Map<String, String> body) {
    return checked(send(method, path, body));
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable Map<String, String> body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)));
      authorization.ifPresent(text -> request.header("Authorization", text));
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw Failure.usage("'" + url + "' is no address; write it like http://127.0.0.1:8083");
    } catch (IOException e) {
      throw Failure.system(
          "no Kafka Connect answers at "
              + url
              + " ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + "): 'nudge up' has one, --connect-url says where another is");
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static Failure interrupted() {
    Thread.currentThread().interrupt();
    return Failure.system("interrupted");
  }

  private HttpResponse<String> checked(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status < 300) {
      return response;
    }
    String message = "what answers at " + url + " is no Kafka Connect: status " + status;
    try {
      message = JSON.readTree(response.body()).path("message").asString(message);
    } catch (JacksonException e) {
      // Said above.
    }
    String line = message.lines().findFirst().orElse("status " + status);
    throw status < 500 ? Failure.input(line) : Failure.system(line);
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw Failure.system("what answers at " + response.uri() + " is no Kafka Connect");
    }
  }
}
