package dev.nudge.app.simulate;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.app.live.KafkaWithJob;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
  private static final String START = "2026-11-20T10:00:00Z";
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  private static KafkaWithJob system;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    system = new KafkaWithJob();
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  @Test
  void theSameSeedAndStartGiveTheSameBytes() throws IOException {
    Path once = simulate("a.jsonl", "--events", "2000", "--late", "1%", "--broken", "1%");
    Path twice = simulate("b.jsonl", "--events", "2000", "--late", "1%", "--broken", "1%");
    Path other = simulate("c.jsonl", "--events", "2000", "--seed", "2");

    assertThat(twice).hasSameBinaryContentAs(once);
    assertThat(beside("b-profiles.jsonl")).hasSameBinaryContentAs(beside("a-profiles.jsonl"));
    assertThat(beside("b-catalog.jsonl")).hasSameBinaryContentAs(beside("a-catalog.jsonl"));
    assertThat(other).isRegularFile();
    assertThat(Files.mismatch(other, once)).isNotNegative();
  }

  @Test
  void eventsBeginAtTheStartAtTheRateAskedFor() throws IOException {
    List<Event> events = events(simulate("a.jsonl", "--duration", "2m", "--rate", "50"));

    assertThat(events).hasSizeBetween(4_500, 7_500);
    long first = Instant.parse(START).toEpochMilli();
    assertThat(events.get(0).time()).isBetween(first, first + 1_000);
    assertThat(events).extracting(Event::time).isSorted();
    assertThat(events.get(events.size() - 1).time()).isBetween(first + 115_000, first + 120_000);
  }

  @Test
  void someAreLateComeTwiceOrAreBrokenWhereThatIsAskedFor() throws IOException {
    Path file =
        simulate(
            "a.jsonl", "--events", "20000", "--late", "1%", "--duplicates", "2%", "--broken", "3%");
    List<String> lines = Files.readAllLines(file);
    List<Event> events = events(file);
    Set<String> ids = new HashSet<>();
    long duplicates = events.stream().filter(event -> !ids.add(event.id())).count();
    long newest = Long.MIN_VALUE;
    int late = 0;
    int rejected = 0;
    for (Event event : events) {
      late += event.time() < newest ? 1 : 0;
      rejected += event.time() < newest - 86_400_000 ? 1 : 0;
      newest = Math.max(newest, event.time());
    }

    assertThat(lines).hasSize(20_000);
    assertThat(20_000 - events.size()).isBetween(450, 750);
    assertThat(duplicates).isBetween(300L, 500L);
    assertThat((long) late - duplicates).isBetween(100L, 300L);
    assertThat(rejected).isBetween(5, 50);
  }

  @Test
  void theExampleCampaignsFireForThem() throws IOException {
    Path events = simulate("a.jsonl", "--duration", "20m", "--rate", "50");

    Command shop =
        nudge("replay", "--events", events, "--campaigns", EXAMPLES.resolve("ecommerce/campaigns"));
    Command fashion =
        nudge(
            "replay",
            "--events",
            events,
            "--profiles",
            beside("a-profiles.jsonl"),
            "--campaigns",
            EXAMPLES.resolve("fashion-offers/campaigns"));

    assertThat(shop.out())
        .contains("abandoned-cart", "churn-risk", "cross-sell", "high-intent", "price-sensitive");
    assertThat(fashion.out()).contains("offer1-men", "offer2-women");
  }

  @Test
  void onKafkaProfilesAndCatalogueAreThereToo() {
    Command simulate =
        system.nudge("simulate", "--events", "500", "--users", "100", "--as-fast-as-possible");

    assertThat(simulate.exitCode()).as(simulate.err()).isZero();
    assertThat(simulate.err()).startsWith("500 events of 100 shoppers, ");
    assertThat(system.read("nudge.catalog")).hasSize(10_000);
    assertThat(system.read("nudge.profiles"))
        .filteredOn(profile -> profile.key().equals("u17"))
        .extracting(ConsumerRecord::value)
        .allMatch(profile -> profile.contains("\"birth_date\":\"") && profile.contains("\"tier\""))
        .allMatch(profile -> profile.contains("\"name\":\""));
    // The last event is now, or a little before: none is from the future.
    assertThat(system.read("nudge.events"))
        .allSatisfy(
            event ->
                assertThat(event(event.value()).time()).isLessThanOrEqualTo(event.timestamp()));
  }

  @Test
  void inThisProcessItRunsUntilItIsClosed() {
    Settings settings = Settings.defaults();
    Settings.Kafka kafka = settings.kafka().at(system.bootstrap(), settings.kafka().properties());
    long before = system.read("nudge.events").size();
    Simulation simulation = Simulation.start(Shop.of(200, 100, 1), settings.with(kafka));

    Awaitility.await().until(() -> simulation.events() > 100);
    simulation.close();

    assertThat(simulation.failure()).isEmpty();
    assertThat(system.read("nudge.events").size() - before).isEqualTo(simulation.events());
  }

  @Test
  void whatWouldNeverEndIsRefused() {
    Command endless = nudge("simulate", "--as-fast-as-possible");

    assertThat(endless.exitCode()).isEqualTo(2);
    assertThat(endless.err()).contains("--events or --duration").hasLineCount(1);
    assertThat(nudge("simulate", "--late", "often").err())
        .contains("'often' is no share; write it like 1% or 0.01");
    assertThat(nudge("simulate", "--rate", "0").exitCode()).isEqualTo(2);
  }

  private Path simulate(String file, Object... options) {
    List<Object> args =
        new ArrayList<>(List.of("simulate", "--out", beside(file), "--start", START));
    args.addAll(List.of(options));
    Command simulate = nudge(args.toArray());
    assertThat(simulate.exitCode()).as(simulate.err()).isZero();
    return beside(file);
  }

  private Path beside(String file) {
    return folder.resolve(file);
  }

  /** Those that can be read. */
  private static List<Event> events(Path file) throws IOException {
    EventReader reader = new EventReader();
    List<Event> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (reader.read(bytes, 0, bytes.length) instanceof Parsed.Accepted<Event> accepted) {
        events.add(accepted.value());
      }
    }
    return events;
  }

  private static Event event(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ((Parsed.Accepted<Event>) new EventReader().read(bytes, 0, bytes.length)).value();
  }
}
