package dev.nudge.app.replay;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of several files of events, each with a mapping of its own. */
class SeveralFilesTest {
  private static final String CAMPAIGNS =
      """
      id: abandoned
      pattern:
        steps:
          - {name: cart, event: cart, where: event.price > 50.0}
          - {name: purchase, event: purchase, absent: true}
        within: 10m
      offer: {text: "${cart.product}"}
      ---
      id: spender
      measures:
        spent: {aggregate: sum, event: purchase, value: event.price, over: 1h}
        carts: {aggregate: count, event: cart, over: 1h}
      when: spent > 120.0 && carts > 1
      """;

  /** Carts: CSV with semicolons and a table's own names. */
  private static final String CARTS =
      """
      user: customer
      type: {constant: cart}
      time: {from: [day, clock], format: "yyyy-MM-dd HH:mm:ss"}
      id: no
      properties: {price: {from: amount, type: double}, product: sku}
      rest: drop
      csv: {separator: ";"}
      """;

  /** All else: nested JSON, robots' left out. */
  private static final String OTHERS =
      """
      user: /who/id
      type: {from: what, values: {bought: purchase, seen: view}}
      time: {from: at, format: epoch_s}
      id: key
      properties: {price: /paid/amount, product: /paid/sku}
      where: record.?agent.orValue('') != 'bot'
      rest: drop
      """;

  @TempDir private Path folder;
  private Path campaigns;
  private Path carts;
  private Path others;

  private record Happened(int id, String user, String type, long second, double price) {
    String canonical() {
      return "{\"id\":\"e%d\",\"user\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",\"price\":%s,\"product\":\"p%d\"}"
          .formatted(id, user, type, time(), price, id % 5);
    }

    String csv() {
      String time = time().toString();
      return "e%d;%s;%s;%s;%s;p%d"
          .formatted(id, user, time.substring(0, 10), time.substring(11, 19), price, id % 5);
    }

    String json() {
      return "{\"key\":\"e%d\",\"who\":{\"id\":\"%s\"},\"what\":\"%s\",\"at\":%d,\"paid\":{\"amount\":%s,\"sku\":\"p%d\"}}"
          .formatted(
              id,
              user,
              type.equals("purchase") ? "bought" : "seen",
              time().getEpochSecond(),
              price,
              id % 5);
    }

    Instant time() {
      return Instant.parse("2026-11-20T10:00:00Z").plusSeconds(second);
    }
  }

  @BeforeEach
  void campaignsAndMappings() throws IOException {
    campaigns = write("campaigns.yaml", CAMPAIGNS);
    carts = write("carts.yaml", CARTS);
    others = write("others.yaml", OTHERS);
  }

  @Test
  void aFileSplitByTypeIntoTwoFormsGivesTheTriggersOfTheWhole() throws IOException {
    int triggers = 0;
    for (int seed = 0; seed < 20; seed++) {
      List<Happened> happened = happened(new Random(seed), 300);
      Path whole = whole("whole.jsonl", happened);
      Path cartFile = cartFile(happened);
      Path otherFile = otherFile(happened);

      Command ofWhole = nudge("replay", "--campaigns", campaigns, "--events", whole);
      Command ofParts =
          nudge(
              "replay",
              "--campaigns",
              campaigns,
              "--events",
              cartFile,
              "--mapping",
              carts,
              "--events",
              otherFile,
              "--mapping",
              others);

      assertThat(ofParts.exitCode()).as(ofParts.err()).isZero();
      assertThat(ofParts.out()).as("seed %d", seed).isEqualTo(ofWhole.out());
      triggers += (int) ofWhole.out().lines().count();
    }
    assertThat(triggers).as("there is something to compare").isGreaterThan(200);
  }

  @Test
  void sortedPartsGiveTheTriggersOfTheSortedWhole() throws IOException {
    List<Happened> happened = happened(new Random(7), 3_000);
    Path whole = whole("whole.jsonl", happened);
    List<Happened> shuffled = new ArrayList<>(happened);
    Collections.shuffle(shuffled, new Random(8));

    Command ofWhole = nudge("replay", "--campaigns", campaigns, "--events", whole);
    Command ofParts =
        nudge(
            "replay",
            "--sort",
            "--campaigns",
            campaigns,
            "--mapping",
            carts,
            "--events",
            cartFile(shuffled),
            "--mapping",
            others,
            "--events",
            otherFile(shuffled));

    assertThat(ofWhole.out()).isNotEmpty();
    assertThat(ofParts.exitCode()).as(ofParts.err()).isZero();
    assertThat(ofParts.out()).isEqualTo(ofWhole.out());
  }

  @Test
  void eventsOfOneTimeAreTakenInTheOrderInWhichTheFilesAreNamed() throws IOException {
    Path bought =
        write(
            "bought.jsonl",
            "{\"user\":\"u1\",\"type\":\"purchase\",\"time\":\"2026-11-20T10:00:00Z\"}\n");
    Path carted =
        write(
            "carted.csv", "customer;day;clock;no;amount;sku\nu1;2026-11-20;10:00:00;e1;60.0;p1\n");

    Command boughtFirst =
        nudge(
            "replay",
            "--campaigns",
            campaigns,
            "--events",
            bought,
            "--events",
            carted,
            "--mapping",
            carts);
    Command cartFirst =
        nudge(
            "replay",
            "--campaigns",
            campaigns,
            "--events",
            carted,
            "--mapping",
            carts,
            "--events",
            bought);

    assertThat(boughtFirst.out()).contains("\"campaign\":\"abandoned\"");
    assertThat(cartFirst.exitCode()).as(cartFirst.err()).isZero();
    assertThat(cartFirst.out()).isEmpty();
  }

  @Test
  void aFileThatIsNotInTimeOrderIsRefusedWithItsLine() throws IOException {
    Path one =
        write(
            "one.jsonl",
            """
            {"user":"u1","type":"view","time":"2026-11-20T10:00:00Z"}
            {"user":"u1","type":"view","time":"2026-11-20T10:02:00Z"}
            {"user":"u2","type":"view","time":"2026-11-20T10:01:00Z"}
            """);
    Path two =
        write("two.jsonl", "{\"user\":\"u1\",\"type\":\"view\",\"time\":\"2026-11-20T10:01:00Z\"}");

    Command refused = nudge("replay", "--campaigns", campaigns, "--events", one, "--events", two);
    Command sorted =
        nudge("replay", "--campaigns", campaigns, "--sort", "--events", one, "--events", two);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            one
                + ":3: an event of 2026-11-20T10:01:00Z after one of 2026-11-20T10:02:00Z; several"
                + " files are merged by time, so each has to be in time order: --sort sorts them");
    assertThat(sorted.exitCode()).isZero();
    assertThat(sorted.err()).contains("4 events of 2 users");
  }

  @Test
  void linesAreCountedByFileAndRejectedOnesNameTheirs() throws IOException {
    Path cartFile =
        write(
            "carts.csv",
            "customer;day;clock;no;amount;sku\n"
                + "u1;2026-11-20;10:00:00;e1;60.0;p1\n"
                + "u1;2026-11-20;10:00:01;e2;dear;p1\n");
    Path otherFile =
        write(
            "others.jsonl",
            """
            {"key":"e3","who":{"id":"u1"},"what":"seen","at":1795168860}
            {"key":"e4","who":{"id":"u9"},"what":"seen","at":1795168861,"agent":"bot"}
            no JSON
            """);
    Path rejected = folder.resolve("rejected.jsonl");
    Path out = folder.resolve("out.jsonl");

    Command replay =
        nudge(
            "replay",
            "--campaigns",
            campaigns,
            "--events",
            cartFile,
            "--mapping",
            carts,
            "--events",
            otherFile,
            "--mapping",
            others,
            "--rejected",
            rejected,
            "--out",
            out);
    Command forMachines =
        nudge(
            "replay",
            "--campaigns",
            campaigns,
            "--events",
            cartFile,
            "--mapping",
            carts,
            "--events",
            otherFile,
            "--mapping",
            others,
            "--out",
            out,
            "--json");

    assertThat(replay.exitCode()).as(replay.err()).isZero();
    assertThat(replay.err().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            " " + cartFile + " 2 lines 1 event 1 rejected 0 passed over",
            " " + otherFile + " 3 lines 1 event 1 rejected 1 passed over",
            "1 line passed over, as the mapping says");
    assertThat(Files.readAllLines(rejected))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"file\":\"" + cartFile + "\",\"line\":3,\"reason\":\"bad property\""),
            line ->
                assertThat(line)
                    .startsWith("{\"file\":\"" + otherFile + "\",\"line\":3,\"reason\":"));
    assertThat(forMachines.out())
        .contains(
            "\"files\":[{\"file\":\""
                + cartFile
                + "\",\"lines\":2,\"events\":1,\"rejected\":1,\"passed_over\":0},{\"file\":\""
                + otherFile
                + "\",\"lines\":3,\"events\":1,\"rejected\":1,\"passed_over\":1}]");
  }

  @Test
  void oneFileOfWhichNotOneLineCanBeUsedIsWrongBesideAnotherThatCan() throws IOException {
    Path good = whole("good.jsonl", happened(new Random(1), 10));
    Path forgotten = otherFile(happened(new Random(2), 10));

    Command replay =
        nudge("replay", "--campaigns", campaigns, "--events", good, "--events", forgotten);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("not one line of '" + forgotten + "' could be used");
  }

  @Test
  void aUserIsExplainedOverAllFiles() throws IOException {
    List<Happened> happened = happened(new Random(3), 200);
    Path whole = whole("whole.jsonl", happened);

    Command ofWhole = nudge("explain", "--campaigns", campaigns, "--events", whole, "--user", "u1");
    Command ofParts =
        nudge(
            "explain",
            "--campaigns",
            campaigns,
            "--events",
            cartFile(happened),
            "--mapping",
            carts,
            "--events",
            otherFile(happened),
            "--mapping",
            others,
            "--user",
            "u1");

    assertThat(ofWhole.out()).contains("cart", "purchase");
    assertThat(ofParts.out()).isEqualTo(ofWhole.out());
  }

  @Test
  void theMappingThatHasACatalogueReadsItForTheEventsOfAllFiles() throws IOException {
    Path dear =
        write(
            "dear.yaml",
            """
            id: dear
            pattern: {steps: [{name: any, event: [cart, purchase], where: event.class == 'dear'}]}
            """);
    Path withCatalog =
        write(
            "with.yaml",
            CARTS + "catalog: {key: sku, event: product, properties: {class: kind}}\n");
    Path catalog = write("catalog.csv", "sku,kind\np1,dear\n");
    List<Happened> both =
        List.of(new Happened(1, "u1", "cart", 0, 60), new Happened(6, "u2", "purchase", 1, 60));

    Command replay =
        nudge(
            "replay",
            "--campaigns",
            dear,
            "--events",
            cartFile(both),
            "--mapping",
            withCatalog,
            "--events",
            otherFile(both),
            "--mapping",
            others,
            "--catalog",
            catalog);
    Command twice =
        nudge(
            "replay",
            "--campaigns",
            dear,
            "--events",
            cartFile(both),
            "--mapping",
            withCatalog,
            "--events",
            cartFile(both),
            "--mapping",
            write("again.yaml", CARTS + "catalog: {key: no, event: no}\n"),
            "--catalog",
            catalog);

    assertThat(replay.exitCode()).as(replay.err()).isZero();
    assertThat(replay.out().lines()).hasSize(2);
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err()).contains("more than one mapping has a 'catalog:'");
  }

  @Test
  void howManyRepeatsAreKnownIsToldAsToTheJob() throws IOException {
    Path twice =
        write(
            "twice.jsonl",
            """
            {"id":"e1","user":"u1","type":"cart","time":"2026-11-20T10:00:00Z"}
            {"id":"e1","user":"u1","type":"cart","time":"2026-11-20T10:00:00Z"}
            """);
    Path carted =
        write("carted.yaml", "id: carted\npattern: {steps: [{name: cart, event: cart}]}\n");

    Command known = nudge("replay", "--campaigns", carted, "--events", twice);
    Command unknown = nudge("replay", "--campaigns", carted, "--events", twice, "--repeats", "0");
    Command told =
        nudge(
            "explain", "--campaigns", carted, "--events", twice, "--repeats", "0", "--user", "u1");

    assertThat(known.out().lines()).hasSize(1);
    assertThat(unknown.out().lines()).hasSize(2);
    assertThat(told.out()).contains("fired 2x");
  }

  /** In time order, no two at one time. */
  private static List<Happened> happened(Random random, int count) {
    List<Happened> happened = new ArrayList<>();
    long second = 0;
    for (int i = 0; i < count; i++) {
      second += 1 + random.nextInt(120);
      String type = List.of("view", "cart", "cart", "purchase").get(random.nextInt(4));
      happened.add(new Happened(i, "u" + random.nextInt(5), type, second, 10 + random.nextInt(90)));
    }
    return happened;
  }

  private Path whole(String name, List<Happened> happened) throws IOException {
    return write(name, String.join("\n", happened.stream().map(Happened::canonical).toList()));
  }

  private Path cartFile(List<Happened> happened) throws IOException {
    List<String> lines = new ArrayList<>(List.of("no;customer;day;clock;amount;sku"));
    happened.stream().filter(SeveralFilesTest::isCart).map(Happened::csv).forEach(lines::add);
    return zipped("carts.csv.gz", String.join("\n", lines));
  }

  private Path otherFile(List<Happened> happened) throws IOException {
    return write(
        "others.jsonl",
        String.join(
            "\n", happened.stream().filter(event -> !isCart(event)).map(Happened::json).toList()));
  }

  private static boolean isCart(Happened event) {
    return event.type().equals("cart");
  }

  private Path zipped(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
