package dev.nudge.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.broker.EmbeddedKafka;
import dev.nudge.job.Topics;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrocerySimulationTest {
  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Settings settings;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
    Settings usual = Settings.defaults();
    settings = usual.with(usual.kafka().at(kafka.bootstrap(), new TreeMap<>()));
    Topics.create(settings);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void whatItsOwnSystemsWriteAreEventsToo() throws Exception {
    openUntil(() -> Files.exists(folder.resolve("opened")));
    List<String> own = read(List.of(GroceryTopics.ACTIVITY, GroceryTopics.PURCHASES));
    List<String> events = read(List.of("nudge.events"));
    assertThat(own).hasSameSizeAs(events).hasSizeGreaterThan(3_000);
    assertThat(own)
        .anyMatch(
            record ->
                record.matches(
                    "\\{\"purchase_id\":\"[^\"]+\",\"user_id\":\"c\\d+\",\"items\":\\[\"[^]]+],"
                        + "\"total\":[0-9.]+,\"card_type\":\"\\w+\",\"event_time\":\"[^\"]+\"}"))
        .anyMatch(record -> record.contains("\"activity\":\"remove\""));
    assertThat(read(List.of("nudge.profiles"))).hasSize(90);
    assertThat(read(List.of("nudge.catalog"))).hasSize(36);
  }

  @Test
  void itHasAHistoryOnce() throws Exception {
    openUntil(() -> Files.exists(folder.resolve("opened")));
    int before = read(List.of("nudge.events")).size();
    openUntil(() -> read(List.of("nudge.events")).size() > before);
    assertThat(read(List.of("nudge.events")).size()).isLessThan(before + 500);
  }

  @Test
  void itsFilesAreWrittenAgainOnlyWhereTheyAreOthers() throws Exception {
    GrocerySimulation.writeFiles(folder);
    Path users = folder.resolve("users.csv");
    assertThat(Files.readAllLines(users))
        .hasSize(91)
        .startsWith("user_id,name,email,city,member_since")
        .element(1)
        .asString()
        .startsWith("c1,Ada Berg,ada.berg@example.com,");
    var written = Files.getLastModifiedTime(users);
    Files.writeString(folder.resolve("products.csv"), "others");
    GrocerySimulation.writeFiles(folder);
    assertThat(Files.getLastModifiedTime(users)).isEqualTo(written);
    assertThat(folder.resolve("products.csv")).content().contains("\nspaghetti,Spaghetti,pantry,");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void openUntil(Condition condition) {
    try (GrocerySimulation open = GrocerySimulation.start(folder, settings)) {
      await().atMost(Duration.ofSeconds(60)).until(condition::holds);
    }
  }

  private List<String> read(List<String> topics) throws Exception {
    List<String> values = new ArrayList<>();
    Cluster.use(
        settings.kafka(),
        cluster -> {
          try (var reader = cluster.reader(topics)) {
            reader.readToEnd(
                record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
          }
          return true;
        });
    return values;
  }
}
