package dev.nudge.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.broker.EmbeddedKafka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfo;
import org.apache.kafka.connect.runtime.rest.errors.ConnectRestException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debezium in Kafka Connect in this process, with a real PostgreSQL and a real Kafka. */
@Tag("slow")
class ConnectorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "shop.public.click_stream";

  @TempDir private static Path folder;

  private static EmbeddedKafka kafka;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), "127.0.0.1", 0);
    postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
    kafka.close();
  }

  @Test
  void aTableIsATopicAndGoesOnWhereItWasAfterARestart() throws Exception {
    sql("create table click_stream (id bigserial primary key, user_id text, action text)");
    sql("insert into click_stream (user_id, action) values ('u0', 'before')");
    ConnectSettings settings = settings("restart");
    try (Connectors connectors = Connectors.open(settings)) {
      connectors.put("shop", config("shop", "click_stream"));
      sql("insert into click_stream (user_id, action) values ('u1', 'view')");
      awaitActions("before", "view");
      assertThat(connectors.state("shop").tasks())
          .extracting(task -> task.state())
          .containsExactly("RUNNING");
    }
    sql("insert into click_stream (user_id, action) values ('u1', 'while stopped')");
    try (Connectors connectors = Connectors.open(settings)) {
      assertThat(connectors.names()).containsExactly("shop");
      sql("update click_stream set action = 'changed' where action = 'view'");
      awaitActions("before", "view", "while stopped", "changed");

      connectors.remove("shop");
      assertThat(connectors.names()).isEmpty();
      assertThatThrownBy(() -> connectors.state("shop"))
          .isInstanceOf(NotFoundException.class)
          .hasMessage("there is no connector 'shop'");
    }
  }

  @Test
  void whatIsWrongIsSaidOfItsKeyAndNothingIsKept() throws Exception {
    try (Connectors connectors = Connectors.open(settings("wrong"))) {
      Map<String, String> config = config("wrong", "click_stream");
      config.put("database.port", "none");
      config.remove("topic.prefix");

      assertThat(connectors.check(config).configs())
          .filteredOn(info -> info.configValue() != null && !info.configValue().errors().isEmpty())
          .extracting(ConnectorsTest::text)
          .containsExactlyInAnyOrder(
              "topic.prefix: The 'topic.prefix' value is invalid: A value is required",
              "database.port: The 'database.port' value is invalid: An integer is expected");
      assertThatThrownBy(() -> connectors.put("wrong", config))
          .isInstanceOf(ConnectRestException.class)
          .hasMessageContaining("topic.prefix: The 'topic.prefix' value is invalid");
      assertThat(connectors.names()).isEmpty();
    }
  }

  @Test
  void aPasswordMayComeFromAFile() throws Exception {
    sql("create table orders (id bigserial primary key)");
    Path secrets = folder.resolve("secrets.properties");
    Files.writeString(secrets, "shop=postgres\n");
    ConnectSettings settings = settings("secret");
    try (Connectors connectors = Connectors.open(settings)) {
      Map<String, String> config = config("orders", "orders");
      config.put("database.password", "${file:" + secrets + ":shop}");
      connectors.put("orders", config);

      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Failures.of(connectors.state("orders")).isEmpty());
      assertThat(connectors.config("orders").get("database.password")).startsWith("${file:");
      connectors.remove("orders");
    }
  }

  @Test
  void aConnectorWhoseDatabaseIsAwayIsKeptAndSaysWhy() throws Exception {
    ConnectSettings settings = settings("away");
    Map<String, String> config = config("away", "click_stream");
    config.put("database.port", "1");
    new ConnectorFolder(settings.folder()).put("away", config);
    try (Connectors connectors = Connectors.open(settings)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Failures.of(connectors.state("away")).orElse(""))
                      .contains("Connection to localhost:1 refused"));
      assertThat(connectors.names()).containsExactly("away");
    }
  }

  @Test
  void aStartThatFailsLeavesNoThreadBehind() throws Exception {
    try (EmbeddedKafka another = EmbeddedKafka.start(folder.resolve("another"), "127.0.0.1", 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", another.bootstrap()))) {
      // Kafka Connect refuses a topic of offsets that forgets, after it has opened its clients.
      admin
          .createTopics(
              List.of(
                  new NewTopic(ConnectWorker.OFFSETS, 1, (short) 1)
                      .configs(Map.of("cleanup.policy", "delete"))))
          .all()
          .get();
      Threads threads = Threads.now();

      assertThatThrownBy(() -> ConnectWorker.start(settings("refused", another)))
          .hasMessageContaining("'cleanup.policy=compact'");

      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads.left()).isEmpty());
    }
  }

  @Test
  void aConnectorThatIsAddedWhileEverythingEndsIsRefused() throws Exception {
    Connectors connectors = Connectors.open(settings("late"));
    connectors.close();
    Threads threads = Threads.now();

    assertThatThrownBy(() -> connectors.put("late", config("late", "click_stream")))
        .isInstanceOf(ConnectRestException.class)
        .hasMessage("connectors are being stopped");
    assertThat(connectors.names()).isEmpty();
    assertThat(threads.left()).isEmpty();
  }

  private static String text(ConfigInfo info) {
    return info.configValue().name() + ": " + info.configValue().errors().get(0);
  }

  private static ConnectSettings settings(String name) {
    return settings(name, kafka);
  }

  private static ConnectSettings settings(String name, EmbeddedKafka at) {
    return new ConnectSettings(
        at.bootstrap(),
        folder.resolve(name),
        Path.of("target/plugins").toAbsolutePath(),
        Optional.empty(),
        2);
  }

  private static Map<String, String> config(String name, String table) {
    Map<String, String> config = new HashMap<>();
    config.put("name", name);
    config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    config.put("database.hostname", "localhost");
    config.put("database.port", Integer.toString(postgres.getPort()));
    config.put("database.user", "postgres");
    config.put("database.password", "postgres");
    config.put("database.dbname", "postgres");
    config.put("topic.prefix", "shop");
    config.put("table.include.list", "public." + table);
    config.put("plugin.name", "pgoutput");
    config.put("slot.name", name);
    config.put("publication.name", name);
    config.put("publication.autocreate.mode", "filtered");
    config.put("poll.interval.ms", "20");
    return config;
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /** Waits until the topic of changes holds these actions; each may be there more than once. */
  private static void awaitActions(String... actions) {
    Map<String, Object> client =
        Map.of("bootstrap.servers", kafka.bootstrap(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Set<String> missing = new TreeSet<>(List.of(actions));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                List<TopicPartition> parts = new ArrayList<>();
                consumer
                    .partitionsFor(TOPIC)
                    .forEach(part -> parts.add(new TopicPartition(TOPIC, part.partition())));
                if (parts.isEmpty()) {
                  return false;
                }
                if (consumer.assignment().isEmpty()) {
                  consumer.assign(parts);
                }
                consumer
                    .poll(Duration.ofMillis(50))
                    .forEach(
                        record -> {
                          String value = new String(record.value(), StandardCharsets.UTF_8);
                          missing.removeIf(
                              action ->
                                  value.contains("\"action\":\"" + action + "\"},\"source\""));
                        });
                return missing.isEmpty();
              });
    }
  }
}
