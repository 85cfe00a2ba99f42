package dev.nudge.delivery.fill;

import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The queries of a console: {@code POST /api/queries/NAME}, with a token. */
public final class ConsoleQueries implements QuerySource {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Supplier<String> url;
  private final String token;

  /**
   * Of a console.
   *
   * @param url where it answers, without a slash at the end
   * @param token with the scope {@code read}, or {@code query} for the queries of offers
   */
  public ConsoleQueries(String url, String token) {
    this(() -> url, token);
  }

  /**
   * Of a console that is not there yet.
   *
   * @param url where it will answer, asked for each time
   */
  public ConsoleQueries(Supplier<String> url, String token) {
    this.url = url;
    this.token = token;
  }

  @Override
  public List<Object> ask(String name, Map<String, Object> parameters, Duration timeout)
      throws UnansweredException {
    if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new UnansweredException("'" + name + "' is no name of a query");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.get() + "/api/queries/" + name))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(new JsonWriter().writeValue(parameters)))
            .build();
    // The timeout of a request ends with the head of its answer; this one with its last byte.
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return rows(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new UnansweredException("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new UnansweredException(
          "no console answers at " + url.get() + " (" + e.getCause() + ")");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted");
    }
  }

  private List<Object> rows(HttpResponse<String> response) throws UnansweredException {
    Map<?, ?> answer =
        JsonReader.value(response.body()) instanceof Parsed.Accepted<Object> accepted
                && accepted.value() instanceof Map<?, ?> members
            ? members
            : Map.of();
    if (response.statusCode() == 200 && answer.get("rows") instanceof List<?> rows) {
      return List.copyOf(rows);
    }
    throw new UnansweredException(
        response.statusCode() == 401
            ? "the console at " + url.get() + " does not know the token; set NUDGE_TOKEN"
            : answer.get("detail") instanceof String detail
                ? detail
                : "what answers at "
                    + url.get()
                    + " is no console: status "
                    + response.statusCode());
  }
}
