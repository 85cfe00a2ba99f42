package dev.nudge.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.app.Nudge;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Trigger;
import dev.nudge.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code send}, {@code triggers} and {@code rejected}. */
class StreamTest {
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
  void eventsAreSentAsCanonicalJsonUnderTheirUser() throws IOException {
    Path mapping =
        write("map.yaml", "user: who\ntype: {from: did, values: {buy: purchase}}\ntime: at\n");
    Path events =
        write(
            "e.csv",
            """
            who,did,at,price
            ann,buy,2026-11-20 10:00:00,1
            ,buy,2026-11-20 10:00:00,1
            bob,view,never,1
            bob,view,2026-11-20 10:00:01,2
            """);

    Command send = system.nudge("send", "--events", events, "--mapping", mapping);

    assertThat(send.exitCode()).as(send.err()).isZero();
    assertThat(send.out()).isEmpty();
    assertThat(send.err())
        .startsWith("2 lines to nudge.events, ")
        .contains("2 lines rejected, kept in nudge.rejected:")
        .contains("bad time", "no user");
    assertThat(system.read("nudge.events"))
        .filteredOn(event -> List.of("ann", "bob").contains(event.key()))
        .extracting(ConsumerRecord::value)
        .map(value -> value.replaceAll("\"id\":\"[0-9a-f]+\",", ""))
        .containsExactlyInAnyOrder(
            "{\"user\":\"ann\",\"type\":\"purchase\",\"time\":\"2026-11-20T10:00:00Z\",\"price\":\"1\"}",
            "{\"user\":\"bob\",\"type\":\"view\",\"time\":\"2026-11-20T10:00:01Z\",\"price\":\"2\"}");
    Command rejected = system.nudge("rejected");
    assertThat(rejected.out())
        .contains(events + ":3  no user  ,buy,2026-11-20 10:00:00,1\n")
        .contains(events + ":4  bad time: 'never' is not ISO-8601");
    assertThat(system.nudge("rejected", "--json").out())
        .contains("{\"source\":\"" + events + ":3\",\"reason\":\"no user\",\"raw\":\",buy,");
  }

  @Test
  void linesForASourceGoOutAsTheyAreIfItsMappingReadsThem() throws IOException {
    Path mapping =
        write(
            "orders.yaml",
            """
            user: who
            type: {constant: order}
            time: at
            each: items
            where: record.who != 'bot'
            """);
    String good =
        "{\"who\":\"cat\",\"at\":\"2026-11-20T10:00:00Z\",\"items\":[{\"sku\":1},{\"sku\":2}]}";
    Path events =
        write(
            "orders.jsonl",
            good
                + "\n{\"who\":\"bot\",\"at\":\"2026-11-20T10:00:00Z\",\"items\":[{\"sku\":1}]}\n"
                + "{\"at\":\"2026-11-20T10:00:00Z\",\"who\":\"\",\"items\":[{\"sku\":1}]}\n"
                + "{\"who\":\"cat\",\"at\":\"2100-01-01T00:00:00Z\",\"items\":[{\"sku\":1}]}\n");
    String settings =
        "topics.events=[nudge.events, {topic: shop.orders, mapping: "
            + mapping
            + ", name: orders}]";
    system.topic("shop.orders");

    Command send =
        system.nudge("send", "--events", events, "--source", "orders", "--set", settings);
    Command csv =
        system.nudge(
            "send",
            "--events",
            write("orders.csv", "who,at\ncat,0\n"),
            "--source",
            "orders",
            "--set",
            settings);
    Command unknown =
        system.nudge("send", "--events", events, "--source", "order", "--set", settings);

    assertThat(send.exitCode()).as(send.err()).isZero();
    assertThat(send.err())
        .startsWith("1 line to orders (shop.orders), ")
        .contains("1 line passed over, as the mapping says")
        .contains("2 lines rejected, kept in nudge.rejected:")
        .contains("no user", "ahead of its time");
    assertThat(system.read("shop.orders"))
        .singleElement()
        .returns("cat", ConsumerRecord::key)
        .returns(good, ConsumerRecord::value);
    assertThat(system.nudge("rejected").out()).contains("orders " + events + ":3  no user");
    assertThat(csv.err()).contains("the records of such a topic are JSON");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no source 'order'; did you mean 'orders'?");
  }

  @Test
  void whereEverySourceIsInAFormOfItsOwnCanonicalLinesAreRefused() throws IOException {
    Path mapping = write("m.yaml", "user: who\ntype: {constant: order}\ntime: at\n");
    Path events = write("e.jsonl", "{\"user\":\"u\",\"type\":\"t\",\"time\":0}\n");
    String settings = "topics.events={topic: shop.orders, mapping: " + mapping + ", name: orders}";

    assertThat(system.nudge("send", "--events", events, "--set", settings).err())
        .contains("'orders (shop.orders)' is in a form of its own");
    assertThat(system.nudge("simulate", "--events", "5", "--set", settings).err())
        .contains("'orders (shop.orders)' is in a form of its own");
    assertThat(
            system
                .nudge(
                    "send",
                    "--events",
                    events,
                    "--source",
                    "orders",
                    "--mapping",
                    mapping,
                    "--set",
                    settings)
                .err())
        .contains("leave --mapping out");
  }

  @Test
  void profilesAndTheCatalogueGoToTheirTopics() throws IOException {
    Path profiles =
        write("p.jsonl", "{\"user\":\"ann\",\"tier\":\"gold\",\"time\":1795165200000}\n");
    Path catalog = write("c.csv", "product_id,category,price\np9,shoes,79\n");

    Command first = system.nudge("send", "--profiles", profiles, "--json");
    Command second = system.nudge("send", "--catalog", catalog, "--json");

    assertThat(first.out()).startsWith("{\"topic\":\"nudge.profiles\",\"sent\":1,\"rejected\":{},");
    assertThat(second.out()).startsWith("{\"topic\":\"nudge.catalog\",\"sent\":1,\"rejected\":{},");
    assertThat(system.read("nudge.profiles").get(0))
        .returns("ann", ConsumerRecord::key)
        .returns(
            "{\"user\":\"ann\",\"time\":\"2026-11-20T09:00:00Z\",\"tier\":\"gold\"}",
            ConsumerRecord::value);
    assertThat(system.read("nudge.catalog").get(0))
        .returns("p9", ConsumerRecord::key)
        .returns(
            "{\"product_id\":\"p9\",\"category\":\"shoes\",\"price\":\"79\"}",
            ConsumerRecord::value);
  }

  @Test
  void theRateIsKept() throws IOException {
    Path events = write("r.jsonl", "{\"user\":\"r\",\"type\":\"t\",\"time\":0}\n".repeat(11));

    Command send = system.nudge("send", "--events", events, "--rate", "20", "--json");

    assertThat(
            JsonObject.read(send.out().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .get("seconds"))
        .hasValueSatisfying(seconds -> assertThat((Double) seconds).isBetween(0.5, 5.0));
  }

  @Test
  void secondsThatAreReadAsMillisecondsAreTold() throws IOException {
    Path events =
        write("s.jsonl", "{\"user\":\"s\",\"type\":\"t\",\"time\":1795168800}\n".repeat(2));

    assertThat(system.nudge("send", "--events", events).err())
        .contains("the times of 2 lines look like seconds that were read as milliseconds")
        .contains("format: epoch_s");
  }

  @Test
  void aLineThatKafkaWouldNotTakeIsRejectedAndStopsNothing() throws IOException {
    Path events =
        write(
            "large.jsonl",
            "{\"user\":\"l\",\"type\":\"t\",\"time\":0,\"x\":\""
                + "x".repeat(1_000_000)
                + "\"}\n{\"user\":\"l\",\"type\":\"t\",\"time\":0}\n");

    Command send = system.nudge("send", "--events", events);

    assertThat(send.exitCode()).isZero();
    assertThat(send.err()).startsWith("1 line to nudge.events").contains("too large");
  }

  @Test
  void whatIsToBeSentIsNamedOnce() {
    assertThat(system.nudge("send").exitCode()).isEqualTo(2);
    assertThat(system.nudge("send", "--events", "a", "--profiles", "b").exitCode()).isEqualTo(2);
    assertThat(system.nudge("send", "--events", "nowhere.jsonl").err())
        .isEqualTo("nudge: nowhere.jsonl: there is no such file\n");
  }

  @Test
  void aTriggerInAnotherShapeIsShownAsWhatItCarries() {
    String trigger =
        "{\"id\":\"t\",\"campaign\":\"shaped\",\"version\":1,\"user\":\"uma\",\"time\":\"%s\",\"cause\":\"match\",\"offer\":{\"text\":\"hi\"},\"matched\":{},\"measures\":{}}"
            .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    system.write("nudge.triggers", "uma", "{\"userId\":\"uma\"}", Trigger.HEADER, trigger);

    assertThat(system.nudge("triggers", "--user", "uma").out()).contains("shaped", "match", "hi");
    assertThat(system.nudge("triggers", "--user", "uma", "--json").out()).isEqualTo(trigger + "\n");
  }

  @Test
  void triggersAreShownInTheOrderOfTimeAndFiltered() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    trigger("later", "u1", now, "two");
    trigger("earlier", "u2", now.minusSeconds(3600), "one");
    trigger("later", "u3", now.plusSeconds(1), "three\\nlines");

    Command all = system.nudge("triggers", "--since", now.minusSeconds(4000));

    assertThat(all.err()).isEmpty();
    // The other tests of this class fire triggers too.
    assertThat(all.out().lines())
        .filteredOn(line -> line.contains("earlier") || line.contains("later"))
        .containsExactly(
            line(now.minusSeconds(3600), "earlier", "u2", "one"),
            line(now, "later", "u1", "two"),
            line(now.plusSeconds(1), "later", "u3", "three\\nlines"));
    assertThat(system.nudge("triggers", "--user", "u2").out()).contains("earlier").hasLineCount(1);
    assertThat(system.nudge("triggers", "--campaign", "later").out()).hasLineCount(2);
    assertThat(system.nudge("triggers", "--since", "30m").out())
        .contains("later")
        .doesNotContain("earlier");
    assertThat(system.nudge("triggers", "--json", "--user", "u2").out())
        .isEqualTo(
            "{\"id\":\"1\",\"campaign\":\"earlier\",\"user\":\"u2\",\"time\":\""
                + now.minusSeconds(3600)
                + "\",\"cause\":\"match\",\"offer\":{\"text\":\"one\"}}\n");
    assertThat(system.nudge("triggers", "--since", "tomorrow").exitCode()).isEqualTo(2);
  }

  @Test
  void followingShowsWhatComesAndEndsWhenNobodyReads() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicBoolean gone = new AtomicBoolean();
    OutputStream reader =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (gone.get()) {
              throw new IOException("Broken pipe");
            }
            out.write(b);
          }
        };
    CompletableFuture<Integer> follow =
        CompletableFuture.supplyAsync(
            () ->
                Nudge.run(
                    new Terminal(reader, OutputStream.nullOutputStream(), false),
                    false,
                    "triggers",
                    "--follow",
                    "--campaign",
                    "followed",
                    "--bootstrap",
                    system.bootstrap()));
    trigger("followed", "u1", Instant.now(), "first");
    Awaitility.await().until(() -> out.toString(StandardCharsets.UTF_8).contains("first"));

    trigger("followed", "u1", Instant.now(), "second");
    Awaitility.await().until(() -> out.toString(StandardCharsets.UTF_8).contains("second"));
    gone.set(true);
    trigger("followed", "u1", Instant.now(), "third");

    assertThat(follow).succeedsWithin(java.time.Duration.ofSeconds(10)).isEqualTo(0);
  }

  @Test
  void aFeedShowsWhatFiresFromNowOn() {
    trigger("fed", "u1", Instant.now(), "too early");
    Settings defaults = Settings.defaults();
    Settings settings =
        defaults.with(defaults.kafka().at(system.bootstrap(), defaults.kafka().properties()));
    List<String> lines = new CopyOnWriteArrayList<>();
    try (TriggerFeed feed = TriggerFeed.start(settings, lines::add)) {
      trigger("fed", "u1", Instant.now(), "in time");
      Awaitility.await().until(() -> lines.size() == 1);
    }

    assertThat(lines).singleElement().asString().contains("fed").endsWith("in time");
  }

  @Test
  void aRefusedCampaignIsShownWithItsProblems() {
    system.write(
        "nudge.rejected",
        "x",
        "{\"source\":\"nudge.campaigns-0@17\",\"reason\":\"bad campaign\",\"raw\":\"id: x\","
            + "\"problems\":[\"4:9: error: no\",\"5:1: error: neither\"]}");

    assertThat(system.nudge("rejected").out())
        .contains(
            "  nudge.campaigns-0@17  bad campaign\n    4:9: error: no\n    5:1: error: neither\n");
  }

  private static void trigger(String campaign, String user, Instant time, String text) {
    system.write(
        "nudge.triggers",
        user,
        "{\"id\":\"1\",\"campaign\":\""
            + campaign
            + "\",\"user\":\""
            + user
            + "\",\"time\":\""
            + time
            + "\",\"cause\":\"match\",\"offer\":{\"text\":\""
            + text
            + "\"}}");
  }

  private static String line(Instant time, String campaign, String user, String text) {
    return String.format("%-24s  %-20s  %-14s  %-9s  %s", time, campaign, user, "match", text);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
