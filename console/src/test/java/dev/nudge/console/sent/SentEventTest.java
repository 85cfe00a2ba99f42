package dev.nudge.console.sent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SentEventTest {
  private static final ConsoleSettings.Topics TOPICS = TestBroker.topics(1);
  private static final String EVENTS = TOPICS.canonicalEvents().orElseThrow();
  private static final String GROUP = "job-of-" + EVENTS;
  private static Console console;
  private static Browser publisher;
  private static Browser editor;

  @BeforeAll
  static void start() throws Exception {
    console =
        Console.start(TestBroker.settings(TestDatabase.empty(), TOPICS).with("nudge.group", GROUP));
    SignedIn signedIn = new SignedIn(console);
    publisher = signedIn.role("publisher");
    editor = signedIn.role("editor");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void anEventIsWrittenAndItsPlaceIsSaid() {
    JsonNode sent = send(Map.of("user", "ann", "type", "view", "price", 19.5)).json();
    assertThat(sent.get("refused")).isNull();
    assertThat(sent.get("topic").asString()).isEqualTo(EVENTS);
    assertThat(sent.get("event").get("price").asDouble()).isEqualTo(19.5);
    assertThat(sent.get("event").get("time").asString()).isNotEmpty();
    List<ConsumerRecord<String, String>> there = TestBroker.read(EVENTS);
    assertThat(there)
        .anySatisfy(
            record -> {
              assertThat(record.offset()).isEqualTo(sent.get("offset").asLong());
              assertThat(record.key()).isEqualTo("ann");
              assertThat(record.value()).isEqualTo(sent.get("event").toString());
            });
  }

  @Test
  void whatTheCollectorRefusesIsNotWritten() {
    assertThat(send(Map.of("user", "bob")).json().toString())
        .isEqualTo("{\"refused\":\"no type\"}");
    assertThat(send(Map.of("user", "bob", "type", "delivered")).json().get("refused").asString())
        .startsWith("not to be sent");
    assertThat(TestBroker.read(EVENTS)).noneMatch(record -> record.key().equals("bob"));
  }

  @Test
  void whetherTheJobHasReadItIsByItsGroup() throws Exception {
    long offset = send(Map.of("user", "eve", "type", "view")).json().get("offset").asLong();
    assertThat(progress(offset)).isEqualTo("{}");
    commit(offset);
    assertThat(progress(offset)).isEqualTo("{\"read\":false}");
    commit(offset + 1);
    assertThat(progress(offset)).isEqualTo("{\"read\":true}");
  }

  @Test
  void onlyWhoMayPublishSends() {
    Map<String, Object> event = Map.of("event", Map.of("user", "ann", "type", "view"));
    assertThat(editor.post("/api/sent-events", event).status()).isEqualTo(403);
  }

  private static Answer send(Map<String, Object> event) {
    Answer answer = publisher.post("/api/sent-events", Map.of("event", event));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static String progress(long offset) {
    return editor
        .get("/api/sent-events/progress?topic=" + EVENTS + "&partition=0&offset=" + offset)
        .body();
  }

  private static void commit(long next) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrap()))) {
      admin
          .alterConsumerGroupOffsets(
              GROUP, Map.of(new TopicPartition(EVENTS, 0), new OffsetAndMetadata(next)))
          .all()
          .get();
    }
  }
}
