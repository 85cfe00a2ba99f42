package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console is killed with {@code kill -9} while a document is on its way. Where exactly is decided
 * by what the test holds a lock on.
 */
class OutboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ID = "survivor";

  private final ConsoleSettings.Database database = TestDatabase.empty();
  private final ConsoleSettings.Topics topics = TestBroker.topics(1);
  @TempDir Path folder;

  @Test
  void aDocumentThatWasCommittedAndNotSentIsSentAfterAKill() throws Exception {
    try (Connection holder = connect();
        Statement lock = holder.createStatement()) {
      // Who has this lock sends; so the console commits, and cannot send.
      lock.execute("select pg_advisory_lock(" + Outbox.LOCK + ")");
      Process console = publishInAnotherProcess();
      kill(console);
    }
    assertThat(sent()).isEqualTo("not sent");
    assertThat(TestBroker.read(topics.campaigns())).isEmpty();

    try (Console again = Console.start(TestBroker.settings(database, topics))) {
      await().atMost(PATIENCE).until(() -> sent().equals("0@0"));
      assertThat(again.port()).isPositive();
    }
    assertThat(TestBroker.read(topics.campaigns())).singleElement().satisfies(this::isTheDocument);
  }

  @Test
  void aDocumentThatWasSentAndNotMarkedIsSentOnceMoreAndStaysOneVersion() throws Exception {
    try (Connection holder = connect();
        Statement lock = holder.createStatement()) {
      Process console;
      try (Connection before = connect();
          Statement stopped = before.createStatement()) {
        stopped.execute("select pg_advisory_lock(" + Outbox.LOCK + ")");
        console = publishInAnotherProcess();
        holder.setAutoCommit(false);
        // Kafka gets the document, but the row cannot be marked.
        lock.execute("select * from outbox for update");
      }
      await().atMost(PATIENCE).until(() -> !TestBroker.read(topics.campaigns()).isEmpty());
      kill(console);
      holder.rollback();
    }
    assertThat(sent()).isEqualTo("not sent");

    try (Console again = Console.start(TestBroker.settings(database, topics))) {
      await().atMost(PATIENCE).until(() -> sent().equals("0@1"));
      // The topic is read to its end before we look whether that made versions of it.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  query(
                          "select next_offset from campaign_position where topic = '"
                              + topics.campaigns()
                              + "'")
                      .equals("2"));
      assertThat(again.port()).isPositive();
    }
    assertThat(TestBroker.read(topics.campaigns())).hasSize(2).allSatisfy(this::isTheDocument);
    assertThat(query("select count(*) from campaign_version")).isEqualTo("1");
  }

  private void isTheDocument(ConsumerRecord<String, String> message) {
    assertThat(message.key()).isEqualTo(ID);
    assertThat(message.value()).isEqualTo(CampaignTest.document(ID));
    assertThat(message.headers().lastHeader("nudge-outbox").value())
        .isEqualTo("1".getBytes(StandardCharsets.UTF_8));
  }

  private Process publishInAnotherProcess() throws IOException {
    Path output = folder.resolve("console.log");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    Victim.class.getName(),
                    database.url(),
                    TestBroker.bootstrap(),
                    topics.campaigns(),
                    ID))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .failFast("it ended before it published", () -> !process.isAlive())
        .until(() -> Files.readString(output).contains(Victim.PUBLISHED));
    return process;
  }

  /** As with {@code kill -9}; PostgreSQL rolls back what was open. */
  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private String sent() throws SQLException {
    return query(
        "select case when sent is null then 'not sent' else partition || '@' || \"offset\" end"
            + " from outbox");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
