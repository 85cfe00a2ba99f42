package dev.nudge.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, read on a thread of its own until closed. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpResponse<java.io.InputStream> response;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile String lastId = "?";
  private volatile boolean reading = true;

  /** One event; {@code at} is when it was read, in nanoseconds. */
  public record Message(String event, JsonNode data, long at) {}

  public EventStream(String url, String path, String token, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(java.time.Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
    if (response.statusCode() == 200) {
      Thread thread = new Thread(this::read, "events");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String event = "";
      String data = "";
      String id = lastId;
      for (String line = lines.readLine(); line != null && reading; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.isEmpty()) {
          if (!data.isEmpty()) {
            JsonNode node = JSON.readTree(data);
            if (node.isArray()) {
              for (JsonNode each : node) {
                messages.add(new Message(event, each, System.nanoTime()));
              }
            } else {
              messages.add(new Message(event, node, System.nanoTime()));
            }
          }
          lastId = id;
          event = "";
          data = "";
        }
      }
    } catch (IOException e) {
      reading = false;
    }
  }

  public int status() {
    return response.statusCode();
  }

  /** {@code ?} before the first came. */
  public String lastId() {
    return lastId;
  }

  public List<Message> messages(String event) {
    List<Message> all = new ArrayList<>(messages);
    all.removeIf(message -> !message.event().equals(event));
    return all;
  }

  @Override
  public void close() {
    reading = false;
    try {
      response.body().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
