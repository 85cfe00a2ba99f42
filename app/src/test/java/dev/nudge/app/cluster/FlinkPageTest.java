package dev.nudge.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.FreePort;
import dev.nudge.settings.Flag;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own web page can be looked at, and nothing be done through it. */
final class FlinkPageTest {
  @TempDir private Path folder;
  private int port;
  private EmbeddedFlink flink;

  @BeforeEach
  void start() throws IOException {
    port = FreePort.find();
    var settings =
        SettingsReader.read(
                new SettingsInput(
                    Optional.empty(),
                    folder,
                    Map.of(),
                    List.of(
                        new Flag("--set", "local.flink_port", String.valueOf(port)),
                        new Flag("--set", "local.metrics_port", "0"))))
            .settings();
    flink =
        EmbeddedFlink.start(
            EmbeddedFlink.configuration(
                settings, folder.resolve("checkpoints"), folder.resolve("temporary")));
  }

  @AfterEach
  void stop() {
    flink.close();
  }

  @Test
  void itShowsAndDoesNothing() throws IOException {
    String here = "127.0.0.1:" + port;

    assertThat(ask("GET", "/", here)).startsWith("HTTP/1.1 200").contains("Apache Flink");
    assertThat(ask("GET", "/jobs/overview", here)).startsWith("HTTP/1.1 200").contains("\"jobs\"");
    assertThat(ask("GET", "/config", "localhost:" + port)).startsWith("HTTP/1.1 200");
    for (String method : List.of("POST", "PATCH", "DELETE", "PUT", "OPTIONS", "TRACE")) {
      assertThat(ask(method, "/jobs/" + CheckpointFolder.JOB + "/savepoints", here))
          .startsWith("HTTP/1.1 405");
    }
    assertThat(ask("DELETE", "/cluster", here)).startsWith("HTTP/1.1 405");
    assertThat(ask("GET", "/jobs/overview", "evil.example")).startsWith("HTTP/1.1 421");
    assertThat(ask("GET", "/jobs/overview", here)).startsWith("HTTP/1.1 200");
  }

  private String ask(String method, String path, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      String head =
          "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, path, host);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
