package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard asks for is what a running system says. */
final class DashboardTest {
  private static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "nudge-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");

  /** The runs of a user and campaign that are kept; the next one drops the oldest. */
  private static final int RUNS = 1_000;

  @TempDir private Path folder;

  @Test
  void everyMetricOfTheDashboardIsOneOfARunningSystem() throws Exception {
    int port = FreePort.find();
    try (RunningSystem system =
        RunningSystem.start(folder, "local.metrics_port=" + port, "flink.checkpoint_every=1s")) {
      system.publish(
          "pairs",
          """
          id: pairs
          pattern:
            steps:
              - {name: view, event: view}
              - {name: cart, event: cart, where: event.price > 200.0}
            within: 1h
          """);
      system.write("nudge.campaigns", "broken", "id: broken");
      system.write("nudge.events", "ann", "no JSON");
      for (int i = 0; i <= RUNS; i++) {
        system.write(
            "nudge.events", "ann", "{\"id\":\"v" + i + "\",\"user\":\"ann\",\"type\":\"view\"}");
      }
      system.write("nudge.events", "ann", "{\"user\":\"ann\",\"type\":\"cart\"}");
      system.write("nudge.events", "ann", "{\"user\":\"ann\",\"type\":\"cart\",\"price\":300}");
      system.await("nudge.triggers", value -> value.contains("pairs"));

      Set<String> shown = names(Files.readString(DASHBOARD));
      assertThat(shown).hasSizeGreaterThan(15);
      Awaitility.await()
          .atMost(RunningSystem.PATIENCE)
          .untilAsserted(() -> assertThat(names(metrics(port))).containsAll(shown));
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
