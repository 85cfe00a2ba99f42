package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.app.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole in a process of its own, which is killed and started again. */
class ResumeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Process process;
  private Path shown;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void aKilledProcessGoesOnFromItsNewestReadableCheckpoint() throws Exception {
    int port = FreePort.find();
    int metrics = FreePort.find();
    start("first", port, metrics);
    write(port, "before the kill");
    await().atMost(PATIENCE).until(() -> checkpoints() >= 2);
    assertThat(metrics(metrics)).contains("flink_jobmanager_job_numRestarts");
    process.destroyForcibly().waitFor();

    // The disk was not quite done with the newest.
    Files.writeString(newest().resolve("_metadata"), "");
    start("second", port, metrics);
    assertThat(Files.readString(shown)).contains("goes on from checkpoint");
    process.destroy();
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(shown)).contains("stopped; the next start goes on from checkpoint");
  }

  private void start(String name, int port, int metrics) throws IOException {
    shown = folder.resolve(name + ".txt");
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx768m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                PassThrough.class.getName(),
                folder.resolve("data").toString(),
                String.valueOf(port),
                String.valueOf(metrics))
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || Files.readString(shown).contains("ready in"));
    assertThat(Files.readString(shown)).contains("ready in");
  }

  private static void write(int port, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + port),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("nudge.events", value)).get();
    }
  }

  private static String metrics(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            BodyHandlers.ofString())
        .body();
  }

  private long checkpoints() throws IOException {
    try (Stream<Path> tree = Files.walk(folder.resolve("data/checkpoints"))) {
      return tree.filter(path -> path.endsWith("_metadata")).count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // one was deleted while we looked
    }
  }

  private Path newest() throws IOException {
    try (Stream<Path> tree = Files.walk(folder.resolve("data/checkpoints"))) {
      return tree.filter(path -> path.endsWith("_metadata"))
          .map(Path::getParent)
          .max(
              java.util.Comparator.comparingLong(
                  path -> Long.parseLong(path.getFileName().toString().substring(4))))
          .orElseThrow();
    }
  }
}
