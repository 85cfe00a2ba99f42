package dev.nudge.app.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What Prometheus would read. */
final class Metrics {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  Metrics(int port) {
    this.uri = URI.create("http://127.0.0.1:" + port + "/metrics");
  }

  /** The sum over all series of a metric whose name ends so. */
  double sum(String name) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .filter(line -> line.replaceFirst("[{ ].*", "").endsWith("_" + name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
