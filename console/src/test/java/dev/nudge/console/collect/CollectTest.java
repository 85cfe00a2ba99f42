package dev.nudge.console.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Browser.Answer;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CollectTest {
  private static ConsoleSettings settings;
  private static Console console;
  private static Browser collector;

  @BeforeAll
  static void start() throws IOException {
    settings = TestBroker.settings();
    console = Console.start(settings);
    collector = new SignedIn(console).token("collect");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void anEventIsInKafkaWhenTheAnswerComes() {
    Answer answer =
        collector.post("/api/events", "{\"user\":\"ann\",\"type\":\"view\",\"price\":1.50}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
    assertThat(TestBroker.read(settings.topics().canonicalEvents().orElseThrow()))
        .filteredOn(record -> record.key().equals("ann"))
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.value())
                    .contains("\"user\":\"ann\",\"type\":\"view\",\"time\":\"20")
                    .endsWith("\"price\":1.5}"));
  }

  @Test
  void whatBecameOfDeliveriesIsNotTakenFromOutside() {
    for (String type : List.of("delivered", "undelivered")) {
      assertThat(
              collector.post("/api/events", "{\"user\":\"ann\",\"type\":\"" + type + "\"}").body())
          .contains("no user sends");
    }
  }

  @Test
  void eachEventThatCannotBeUsedSaysWhyAndTheOthersAreTaken() {
    Answer answer =
        collector.post(
            "/api/events",
            "[{\"user\":\"bea\",\"type\":\"view\"},{\"type\":\"view\"},17,"
                + "{\"user\":\"bea\",\"type\":\"view\",\"time\":\"yesterday\"}]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":1,\"rejected\":[{\"index\":1,\"reason\":\"no user\"},"
                + "{\"index\":2,\"reason\":\"not an object: it begins with 17\"},"
                + "{\"index\":3,\"reason\":\"bad time: 'yesterday' is not ISO-8601\"}]}");
  }

  @Test
  void tooMuchAtOnceIsRefused() {
    String event = "{\"user\":\"cat\",\"type\":\"view\"}";
    String events =
        IntStream.range(0, 10_001).mapToObj(i -> event).collect(Collectors.joining(",", "[", "]"));
    assertThat(collector.post("/api/events", events).status()).isEqualTo(413);
    String large = "{\"user\":\"cat\",\"type\":\"view\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(collector.post("/api/events", large).status()).isEqualTo(413);
    assertThat(collector.post("/api/events", "[{").status()).isEqualTo(400);
  }

  @Test
  void underPressureTheCallerIsAskedToComeBack() throws Exception {
    ConsoleSettings nowhere =
        ConsoleSettings.local(dev.nudge.console.TestDatabase.empty(), "127.0.0.1:1")
            .with("nudge.gate.body-bytes", "100000000");
    try (Console lonely = Console.start(nowhere)) {
      Browser lost = new SignedIn(lonely).token("collect");
      String large = "{\"user\":\"cat\",\"type\":\"view\",\"x\":\"" + "x".repeat(1_000_000) + "\"}";
      List<Thread> threads = new ArrayList<>();
      List<Integer> statuses = java.util.Collections.synchronizedList(new ArrayList<>());
      List<String> after = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 40; i++) {
        Thread thread =
            new Thread(
                () -> {
                  Answer answer = lost.post("/api/events", large);
                  statuses.add(answer.status());
                  after.add(answer.header("Retry-After"));
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(statuses).containsOnly(429, 503);
      assertThat(statuses).filteredOn(status -> status == 503).hasSizeLessThanOrEqualTo(25);
      assertThat(after).contains("1");
    }
  }
}
