package dev.nudge.console.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import dev.nudge.console.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourceTest {
  private static final String GROUP = "the-job";

  private static ConsoleSettings.Topics topics;
  private static Console console;
  private static Browser viewer;

  @BeforeAll
  static void start() throws Exception {
    ConsoleSettings.Topics made = TestBroker.topics(1);
    List<ConsoleSettings.Source> events = new ArrayList<>(made.events());
    events.add(
        new ConsoleSettings.Source(
            "not-there", made.events().get(0).mapping(), "A source that nobody made"));
    topics =
        new ConsoleSettings.Topics(
            events,
            made.profiles(),
            made.catalog(),
            made.campaigns(),
            made.status(),
            made.triggers(),
            made.withheld(),
            made.outcomes(),
            made.budgets(),
            made.transitions(),
            made.funnel(),
            made.watches(),
            made.rejected());
    console =
        Console.start(TestBroker.settings(TestDatabase.empty(), topics).with("nudge.group", GROUP));
    viewer = new SignedIn(console).role("viewer");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aSourceSaysWhenItsLastRecordCameAndHowFarTheJobIs() throws Exception {
    String topic = topics.events().get(0).topic();
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    assertThat(source(topic).has("latest")).isFalse();
    assertThat(source(topic).has("unread")).isFalse();
    for (int i = 0; i < 3; i++) {
      TestBroker.writeAt(longAgo, topic, "u1", event());
    }
    JsonNode quiet = source(topic);
    assertThat(quiet.get("quiet").asBoolean()).isTrue();
    assertThat(quiet.get("lastHour").asLong()).isZero();
    assertThat(Instant.parse(quiet.get("latest").asString()))
        .isEqualTo(Instant.ofEpochMilli(longAgo.toEpochMilli()));

    committed(topic, 1);
    JsonNode behind = source(topic);
    assertThat(behind.get("unread").asLong()).isEqualTo(2);
    assertThat(behind.get("behind").asBoolean()).isTrue();

    committed(topic, 3);
    TestBroker.write(topic, "u1", event());
    JsonNode busy = source(topic);
    assertThat(busy.get("quiet").asBoolean()).isFalse();
    assertThat(busy.get("lastHour").asLong()).isEqualTo(1);
    assertThat(busy.get("unread").asLong()).isEqualTo(1);
    assertThat(busy.get("behind").asBoolean()).isFalse(); // it came just now
  }

  @Test
  void whereThereIsNoTopicThatIsSaid() {
    JsonNode missing = source("not-there");
    assertThat(missing.get("missing").asBoolean()).isTrue();
    assertThat(missing.get("name").asString()).isEqualTo("A source that nobody made");
    assertThat(source(topics.catalog().topic()).get("kind").asString()).isEqualTo("catalogue");
    assertThat(source(topics.profiles().topic()).get("quiet").asBoolean()).isFalse();
  }

  private static JsonNode source(String topic) {
    for (JsonNode one : viewer.get("/api/live/sources").json().get("sources")) {
      if (one.get("topic").asString().equals(topic)) {
        return one;
      }
    }
    throw new AssertionError("there is no source " + topic);
  }

  private static void committed(String topic, long next) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrap()))) {
      admin
          .alterConsumerGroupOffsets(
              GROUP, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(next)))
          .all()
          .get();
    }
  }

  private static String event() {
    return "{\"user\":\"u1\",\"type\":\"view\",\"time\":\"%s\"}".formatted(Instant.now());
  }
}
