package dev.nudge.app.replay;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.app.Nudge;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  /** Fires at each cart without a purchase within ten minutes. */
  private static final String ABANDONED =
      """
      id: abandoned
      pattern:
        steps:
          - name: cart
            event: cart
          - name: purchase
            event: purchase
            absent: true
        within: 10m
      """;

  /** Fires at the second view within an hour, of gold customers. */
  private static final String GOLD =
      """
      id: gold
      audience: profile.tier == 'gold'
      measures:
        views: {aggregate: count, event: view, over: 1h}
      when: views >= 2
      """;

  @TempDir private Path folder;
  private Path abandoned;
  private Path gold;

  @BeforeEach
  void campaigns() throws IOException {
    abandoned = write("abandoned.yaml", ABANDONED);
    gold = write("gold.yaml", GOLD);
  }

  @Test
  void triggersGoToStandardOutputOrderedByTimeUserCampaign() throws IOException {
    Path events =
        events(
            event("eve", "view", "09:00"),
            event("zoe", "cart", "10:00"),
            event("ann", "cart", "10:00"),
            event("bob", "cart", "09:59"),
            event("ann", "view", "10:01"));

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", events);

    assertThat(replay.exitCode()).isZero();
    assertThat(fired(replay.out()))
        .containsExactly(
            "abandoned bob 10:09 timeout",
            "abandoned ann 10:10 timeout",
            "abandoned zoe 10:10 timeout");
  }

  @Test
  void aUsersDeadlineWaitsForTheUsersOwnClockInAFileThatIsNotInTimeOrder() throws IOException {
    Path events =
        events(
            event("ann", "cart", "10:00"),
            event("bob", "cart", "12:00"),
            event("cid", "view", "13:00"),
            event("ann", "purchase", "10:05"));

    Command inFileOrder = nudge("replay", "--campaigns", abandoned, "--events", events);
    Command withoutTheLast =
        nudge(
            "replay",
            "--campaigns",
            abandoned,
            "--events",
            events(
                event("ann", "cart", "10:00"),
                event("bob", "cart", "12:00"),
                event("cid", "view", "13:00")));

    assertThat(fired(inFileOrder.out())).containsExactly("abandoned bob 12:10 timeout");
    assertThat(inFileOrder.err()).contains("4 events of 3 users");
    assertThat(fired(withoutTheLast.out()))
        .containsExactly("abandoned ann 10:10 timeout", "abandoned bob 12:10 timeout");
  }

  @Test
  void eventsThatComeAfterLaterOnesOfTheirUserAreCounted() throws IOException {
    Path events =
        write(
            "order.jsonl",
            "{\"user\":\"ann\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:01Z\"}\n"
                + "{\"user\":\"bob\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:00Z\"}\n"
                + "{\"user\":\"ann\",\"type\":\"cart\",\"time\":\"2026-11-20T10:00:00Z\"}\n");

    Command asTheyCome = nudge("replay", "--campaigns", abandoned, "--events", events);
    Command sorted = nudge("replay", "--campaigns", abandoned, "--events", events, "--sort");

    assertThat(asTheyCome.err()).contains("1 event after later ones of their user");
    assertThat(sorted.err()).doesNotContain("after later ones");
  }

  @Test
  void secondsThatAreReadAsMillisecondsAreToldInTheSummary() throws IOException {
    Path events =
        write(
            "seconds.jsonl",
            "{\"user\":\"ann\",\"type\":\"cart\",\"time\":1795168800}\n"
                + "{\"user\":\"ann\",\"type\":\"cart\",\"time\":1795168860}\n");
    Path mapping = write("seconds.yaml", "user: user\ntime: {from: time, format: epoch_s}\n");

    Command milliseconds = nudge("replay", "--campaigns", abandoned, "--events", events);
    Command seconds =
        nudge("replay", "--campaigns", abandoned, "--events", events, "--mapping", mapping);

    assertThat(milliseconds.err())
        .contains("the times of 2 events look like seconds")
        .contains("format: epoch_s");
    assertThat(seconds.err()).contains("2026-11-20T10:00:00Z").doesNotContain("look like seconds");
  }

  @Test
  void aTimezoneThatIsNoneIsCountedAndAnsweredWithTheOneThatWasMeant() throws IOException {
    Path ofAge =
        write(
            "age.yaml",
            "id: age\naudience: profile.age >= 18\npattern: {steps: [{name: v, event: view}]}\n");
    Path profiles =
        write(
            "profiles.jsonl",
            "{\"user\":\"ann\",\"birth_date\":\"2008-11-21\",\"timezone\":\"Eastern Standard Time\"}\n");
    Path events =
        write(
            "late.jsonl",
            "{\"user\":\"ann\",\"type\":\"view\",\"time\":\"2026-11-20T15:00:00Z\"}\n");

    Command utc = nudge("replay", "--campaigns", ofAge, "--events", events, "--profiles", profiles);
    Command tokyo =
        nudge(
            "replay",
            "--campaigns",
            ofAge,
            "--events",
            events,
            "--profiles",
            profiles,
            "--zone",
            "Asia/Tokyo");
    Command told =
        nudge(
            "explain",
            "--campaigns",
            ofAge,
            "--events",
            events,
            "--profiles",
            profiles,
            "--user",
            "ann");
    Command pst = nudge("replay", "--campaigns", ofAge, "--events", events, "--zone", "PST");

    assertThat(utc.out()).isEmpty();
    assertThat(utc.err()).contains("'Eastern Standard Time', did you mean 'America/New_York'?  1");
    assertThat(tokyo.out()).as("she is 18 in Tokyo").contains("ann");
    assertThat(told.out())
        .contains(
            "the profile's timezone 'Eastern Standard Time' is no time zone, did you mean"
                + " 'America/New_York'?; the days are those of UTC");
    assertThat(pst.exitCode()).isEqualTo(2);
    assertThat(pst.err()).contains("'PST' is no time zone, did you mean 'America/Los_Angeles'?");
  }

  @Test
  void theSummaryTellsOfEverything() throws IOException {
    Path events =
        events(
            event("ann", "cart", "10:00"),
            "{\"user\":\"ann\"",
            event("ann", "view", "10:01"),
            "{\"type\":\"view\",\"time\":\"2026-11-20T10:00:00Z\"}");
    Path paused = write("paused.yaml", ABANDONED.replace("abandoned", "resting\nstatus: paused"));

    Command replay = nudge("replay", "--campaigns", abandoned, gold, paused, "--events", events);

    assertThat(replay.exitCode()).isZero();
    assertThat(replay.err())
        .contains("2 events of 1 user, 2026-11-20T10:00:00Z to 2026-11-20T10:01:00Z\n")
        .contains("2 lines rejected:\n")
        .contains("no user")
        .containsPattern("1 trigger:\n  abandoned  1\n  gold       0\n")
        .containsPattern("not run:\n  resting  paused\n")
        .containsPattern("\\d s, [\\d,]+ events/s\n$");
  }

  @Test
  void theSummaryIsJsonForMachines() throws IOException {
    Path events = events(event("ann", "cart", "10:00"));

    Command toFile =
        nudge("replay", "--campaigns", abandoned, "--events", events, "--json", "--out", path("t"));
    Command toOutput = nudge("replay", "--campaigns", abandoned, "--events", events, "--json");

    assertThat(toFile.out())
        .startsWith("{\"events\":1,")
        .contains("\"triggers\":{\"abandoned\":1}")
        .contains("\"events_per_second\":");
    assertThat(toFile.err()).isEmpty();
    assertThat(toOutput.err()).startsWith("{\"events\":1,");
  }

  @Test
  void twoReplaysGiveTheSameBytes() throws IOException {
    Path events = write("many.jsonl", String.join("\n", manyEvents()) + "\n");
    List<byte[]> outputs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Command replay =
          nudge(
              "replay",
              "--campaigns",
              folder,
              "--events",
              events,
              "--out",
              path("triggers" + run),
              "--transitions",
              path("transitions" + run),
              "--rejected",
              path("rejected" + run));
      assertThat(replay.exitCode()).isZero();
      for (String output : List.of("triggers", "transitions", "rejected")) {
        outputs.add(Files.readAllBytes(path(output + run)));
      }
    }

    assertThat(outputs.subList(0, 3)).usingRecursiveComparison().isEqualTo(outputs.subList(3, 6));
    assertThat(outputs.get(0).length).isGreaterThan(10_000);
    assertThat(outputs.get(1).length).isGreaterThan(10_000);
  }

  @Test
  void campaignsInTwoReplaysGiveTheTriggersOfOne() throws IOException {
    Path events = write("many.jsonl", String.join("\n", manyEvents()) + "\n");

    List<String> together = lines(nudge("replay", "--campaigns", folder, "--events", events));
    List<String> first = lines(nudge("replay", "--campaigns", abandoned, "--events", events));
    List<String> second = lines(nudge("replay", "--campaigns", gold, "--events", events));

    assertThat(Stream.concat(first.stream(), second.stream()).sorted())
        .isEqualTo(together.stream().sorted().toList())
        .isNotEmpty();
  }

  @Test
  void aFileOfWhichNotOneLineCanBeUsedIsWrong() throws IOException {
    Path events = events("oops", "{\"user\":\"ann\"}");

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", events);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err())
        .contains("2 lines rejected:")
        .contains("not one line of the events could be used; --rejected FILE writes them");
  }

  @Test
  void everyRowOfAChangeCountsAndADeleteFiresNothing() throws IOException {
    Path mapping = write("canal.yaml", "envelope: canal\nuser: user_id\ntype: {constant: cart}\n");
    String change =
        "{\"type\":\"%s\",\"es\":%d,\"table\":\"carts\",\"data\":"
            + "[{\"user_id\":\"ann\"},{\"user_id\":\"bob\"}]}";
    Path events =
        events(
            change.formatted("INSERT", 1795168800000L),
            change.formatted("DELETE", 1795172400000L),
            "null");

    for (List<String> sort : List.of(List.<String>of(), List.of("--sort"))) {
      List<Object> arguments =
          new ArrayList<>(
              List.of(
                  "replay", "--campaigns", abandoned, "--mapping", mapping, "--events", events));
      arguments.addAll(sort);
      Command replay = nudge(arguments.toArray());

      assertThat(fired(replay.out()))
          .containsExactly("abandoned ann 10:10 timeout", "abandoned bob 10:10 timeout");
      assertThat(replay.err())
          .contains("2 lines passed over, as the mapping says", "0 lines rejected");
    }
  }

  @Test
  void aFileWithTabsAndNoHeaderIsReadAsItsMappingSays() throws IOException {
    Path mapping =
        write(
            "tabs.yaml",
            "user: [customer, device]\ntype: what\ntime: {from: [day, clock], format: 'yyyy-MM-dd HH:mm'}\n"
                + "csv: {separator: tab, columns: [customer, device, what, day, clock], missing: NA}\n");
    Path events =
        write("a.csv", "ann\td1\tcart\t2026-11-20\t10:00\nNA\td2\tcart\t2026-11-20\t10:01\n");

    Command replay =
        nudge("replay", "--campaigns", abandoned, "--mapping", mapping, "--events", events);

    assertThat(fired(replay.out()))
        .containsExactly("abandoned ann 10:10 timeout", "abandoned d2 10:11 timeout");
  }

  @Test
  void anEmptyFileIsNotWrong() throws IOException {
    assertThat(nudge("replay", "--campaigns", abandoned, "--events", events()).exitCode()).isZero();
  }

  @Test
  void anArrayOfEventsIsReplayedAndExplained() throws IOException {
    Path array =
        write(
            "events.json",
            "[\n"
                + event("ann", "cart", "10:00")
                + ",\n"
                + event("bob", "view", "10:01")
                + "\n]\n");

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", array);
    Command explain =
        nudge("explain", "--campaigns", abandoned, "--events", array, "--user", "ann");

    assertThat(fired(replay.out())).containsExactly("abandoned ann 10:10 timeout");
    assertThat(explain.out()).contains("fired");
  }

  @Test
  void rejectedLinesKeepTheirNumberReasonAndText() throws IOException {
    Path events =
        events(
            "{\"user\":\"ann\"",
            "",
            event("ann", "view", "10:00"),
            "{\"user\":\"ann\",\"type\":\"view\"}",
            "{\"user\":\"ann\",\"type\":\"cart\",\"time\":\"2026-11-01T00:00:00Z\"}");

    Command replay =
        nudge("replay", "--campaigns", abandoned, "--events", events, "--rejected", path("bad"));

    assertThat(replay.exitCode()).isZero();
    List<String> rejected = Files.readAllLines(path("bad"));
    assertThat(rejected).hasSize(3);
    assertThat(rejected.get(0)).startsWith("{\"line\":1,\"reason\":\"not JSON\",");
    assertThat(rejected.get(1))
        .isEqualTo(
            "{\"line\":4,\"reason\":\"no time\",\"raw\":\"{\\\"user\\\":\\\"ann\\\","
                + "\\\"type\\\":\\\"view\\\"}\"}");
    assertThat(rejected.get(2))
        .startsWith("{\"line\":5,\"reason\":\"late\"")
        .contains("2026-11-01T00:00:00Z");
    assertThat(replay.err()).contains("3 lines rejected:");
  }

  @Test
  void profilesApplyBeforeTheFirstEventOrAtTheirTime() throws IOException {
    Path events =
        events(
            event("ann", "view", "10:00"),
            event("ann", "view", "10:10"),
            event("bob", "view", "10:00"),
            event("bob", "view", "10:10"),
            event("cid", "view", "10:00"),
            event("cid", "view", "10:10"));
    Path profiles =
        write(
            "profiles.jsonl",
            """
            {"user":"ann","tier":"gold"}
            {"user":"bob","tier":"gold","time":"2026-11-20T10:10:00Z"}
            {"user":"cid","tier":"gold","time":"2026-11-20T10:10:01Z"}
            """);

    Command replay =
        nudge("replay", "--campaigns", gold, "--events", events, "--profiles", profiles);

    assertThat(fired(replay.out()))
        .containsExactly("gold ann 10:10 condition", "gold bob 10:10 condition");
    assertThat(replay.err()).contains("3 profile updates");
  }

  @Test
  void aDeadlineBeforeAProfileUpdateSeesTheOldProfile() throws IOException {
    Path campaign = write("a.yaml", ABANDONED + "audience: profile.tier == 'gold'\n");
    Path events = events(event("ann", "cart", "10:00"), event("ann", "view", "10:30"));
    Path profiles =
        write(
            "profiles.jsonl",
            """
            {"user":"ann","tier":"gold"}
            {"user":"ann","tier":"silver","time":"2026-11-20T10:20:00Z"}
            """);

    Command replay =
        nudge("replay", "--campaigns", campaign, "--events", events, "--profiles", profiles);

    assertThat(fired(replay.out())).containsExactly("abandoned ann 10:10 timeout");
  }

  @Test
  void aCatalogueAddsToTheEventsThatNameItsThings() throws IOException {
    Path campaign =
        write(
            "shoes.yaml",
            """
            id: shoes
            pattern:
              steps:
                - {name: look, event: view, where: event.category == 'shoes'}
            """);
    Path mapping =
        write(
            "mapping.yaml",
            """
            user: user
            type: type
            time: time
            catalog: {key: id, event: product}
            """);
    Path catalog = write("catalog.csv", "id,category\np1,shoes\np2,hats\n");
    Path events =
        write(
            "events.csv",
            """
            user,type,time,product
            ann,view,2026-11-20T10:00:00Z,p1
            bob,view,2026-11-20T10:00:00Z,p2
            """);

    Command replay =
        nudge(
            "replay",
            "--campaigns",
            campaign,
            "--events",
            events,
            "--mapping",
            mapping,
            "--catalog",
            catalog);

    assertThat(fired(replay.out())).containsExactly("shoes ann 10:00 match");
  }

  @Test
  void aCatalogueThatTheMappingDoesNotKnowIsRefused() throws IOException {
    Path catalog = write("catalog.csv", "id,category\np1,shoes\n");
    Path mapping = write("mapping.yaml", "user: user\n");
    Path events = events(event("ann", "view", "10:00"));

    Command replay =
        nudge(
            "replay",
            "--campaigns",
            gold,
            "--events",
            events,
            "--mapping",
            mapping,
            "--catalog",
            catalog);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("'catalog:'");
  }

  @Test
  void untilStopsTheClock() throws IOException {
    Path events =
        events(
            event("ann", "cart", "10:00"),
            event("bob", "cart", "10:01"),
            event("cid", "cart", "10:11"));

    Command replay =
        nudge(
            "replay",
            "--campaigns",
            abandoned,
            "--events",
            events,
            "--until",
            "2026-11-20T10:10:00Z");

    assertThat(fired(replay.out())).containsExactly("abandoned ann 10:10 timeout");
    assertThat(replay.err()).contains("2 events of 2 users").contains("1 event after --until");
  }

  @Test
  void untilThatIsNoTimeIsUsedWrongly() throws IOException {
    Path events = events(event("ann", "cart", "10:00"));

    Command replay =
        nudge("replay", "--campaigns", abandoned, "--events", events, "--until", "tomorrow");

    assertThat(replay.exitCode()).isEqualTo(2);
    assertThat(replay.err()).contains("write it like 2026-11-20T10:00:00Z");
  }

  @Test
  void sortedEventsGiveTheTriggersOfAFileInOrder() throws IOException {
    List<String> inOrder = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      inOrder.add(timed("u" + i % 17, i % 5 == 0 ? "cart" : "purchase", i * 37L));
    }
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));
    Path ordered = write("ordered.jsonl", String.join("\n", inOrder));
    Path mixed = write("mixed.jsonl", String.join("\n", shuffled));

    Command expected = nudge("replay", "--campaigns", abandoned, "--events", ordered);
    Command sorted = nudge("replay", "--campaigns", abandoned, "--events", mixed, "--sort");
    Command unsorted = nudge("replay", "--campaigns", abandoned, "--events", mixed);

    assertThat(sorted.out()).isEqualTo(expected.out()).isNotEmpty();
    assertThat(unsorted.out()).isNotEqualTo(expected.out());
  }

  @Test
  void gzippedEventsAreReadAsTheyAre() throws IOException {
    Path events = path("events.jsonl.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(events))) {
      gzip.write(event("ann", "cart", "10:00").getBytes(StandardCharsets.UTF_8));
    }

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", events);

    assertThat(fired(replay.out())).containsExactly("abandoned ann 10:10 timeout");
  }

  @Test
  void damagedGzipIsWrongInput() throws IOException {
    Path events = path("events.jsonl.gz");
    Files.write(events, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3});

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", events);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("damaged");
    assertThat(replay.err().lines()).hasSize(1);
  }

  @Test
  void anEmptyFileGivesNothing() throws IOException {
    Path events = write("events.jsonl", "");

    Command replay = nudge("replay", "--campaigns", abandoned, "--events", events);

    assertThat(replay.exitCode()).isZero();
    assertThat(replay.out()).isEmpty();
    assertThat(replay.err()).contains("0 events of 0 users\n").contains("  abandoned  0\n");
  }

  @Test
  void aMissingFileSaysSo() {
    Command replay = nudge("replay", "--campaigns", abandoned, "--events", path("none.jsonl"));

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("none.jsonl").contains("no such file");
    assertThat(replay.err().lines()).hasSize(1);
  }

  @Test
  void aWrongCampaignIsShownAsCheckShowsItAndNoFileIsTouched() throws IOException {
    Path wrong = write("wrong.yaml", ABANDONED.replace("within", "withn"));
    Path events = events(event("ann", "cart", "10:00"));
    Path out = write("triggers.jsonl", "precious");

    Command replay = nudge("replay", "--campaigns", wrong, "--events", events, "--out", out);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("wrong.yaml:9:3: error: ").contains("did you mean 'within'?");
    assertThat(out).hasContent("precious");
  }

  @Test
  void aTypeErrorInAnExpressionLeavesTheFilesAloneToo() throws IOException {
    Path wrong = write("wrong.yaml", GOLD.replace("views >= 2", "views >= 'two'"));
    Path events = events(event("ann", "cart", "10:00"));
    Path out = write("triggers.jsonl", "precious");

    Command replay = nudge("replay", "--campaigns", wrong, "--events", events, "--out", out);

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains("wrong.yaml:5:");
    assertThat(out).hasContent("precious");
  }

  @Test
  void anOutputMayNotBeAnInput() throws IOException {
    Path events = events(event("ann", "cart", "10:00"));

    Command replay =
        nudge("replay", "--campaigns", abandoned, "--events", events, "--rejected", events);

    assertThat(replay.exitCode()).isEqualTo(2);
    assertThat(replay.err()).contains("is named twice");
    assertThat(events).hasContent(event("ann", "cart", "10:00"));
  }

  @Test
  void draftsRunAndEndedCampaignsDoNot() throws IOException {
    Path draft = write("draft.yaml", ABANDONED + "status: draft\n");
    Path ended = write("ended.yaml", ABANDONED.replace("abandoned", "over") + "status: ended\n");
    Path events = events(event("ann", "cart", "10:00"));

    Command replay = nudge("replay", "--campaigns", draft, ended, "--events", events);

    assertThat(fired(replay.out())).containsExactly("abandoned ann 10:10 timeout");
  }

  @Test
  void aCampaignThatSaysWhenItWasPublishedSeesNoPatternBefore() throws IOException {
    Path campaign = write("a.yaml", ABANDONED + "published: 2026-11-20T10:05:00Z\n");
    Path events = events(event("ann", "cart", "10:00"), event("bob", "cart", "10:05"));

    Command replay = nudge("replay", "--campaigns", campaign, "--events", events);

    assertThat(fired(replay.out())).containsExactly("abandoned bob 10:15 timeout");
  }

  @Test
  void transitionsComeInTheOrderOfTheirTime() throws IOException {
    Path events =
        events(
            event("eve", "view", "09:00"),
            event("ann", "cart", "10:00"),
            event("bob", "cart", "09:30"));

    nudge(
        "replay",
        "--campaigns",
        abandoned,
        "--events",
        events,
        "--transitions",
        path("moves.jsonl"));

    List<String> moves = Files.readAllLines(path("moves.jsonl"));
    assertThat(moves.get(0)).contains("\"user\":\"bob\"").contains("\"kind\":\"started\"");
    assertThat(moves).allMatch(line -> line.startsWith("{\"campaign\":\"abandoned\""));
    assertThat(moves.stream().map(ReplayCommandTest::time)).isSorted();
  }

  @Test
  void ofTransitionsATextFileHoldsOnlyTheJournal() throws IOException {
    Path campaign = write("a.yaml", ABANDONED + "journal: \"[${event.user} entered ${state}]\"\n");
    Path events = events(event("ann", "cart", "10:00"));

    nudge(
        "replay",
        "--campaigns",
        campaign,
        "--events",
        events,
        "--transitions",
        path("journal.txt"));

    assertThat(Files.readAllLines(path("journal.txt"))).containsExactly("[ann entered cart]");
  }

  @Test
  void whoeverReadsOnlyTheFirstTriggersIsNotDisturbed() throws IOException {
    Path events = write("many.jsonl", String.join("\n", manyEvents()) + "\n");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream head =
        new OutputStream() {
          private int left = 1_000;

          @Override
          public void write(int b) throws IOException {
            if (left-- <= 0) {
              throw new IOException("Broken pipe");
            }
          }
        };

    int exitCode =
        Nudge.run(
            new Terminal(head, err, false),
            false,
            "replay",
            "--campaigns",
            abandoned.toString(),
            "--events",
            events.toString());

    assertThat(exitCode).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("triggers:");
  }

  private static List<String> manyEvents() {
    List<String> lines = new ArrayList<>();
    Random random = new Random(20261120);
    for (int i = 0; i < 5_000; i++) {
      if (i % 500 == 99) {
        lines.add("not an event " + i);
      }
      String type = List.of("view", "view", "cart", "purchase").get(random.nextInt(4));
      lines.add(timed("user-" + random.nextInt(40), type, i * 20L + random.nextInt(100)));
    }
    for (int user = 0; user < 40; user += 2) {
      lines.add(0, "{\"user\":\"user-" + user + "\",\"type\":\"hello\",\"time\":1763632800000}");
    }
    return lines;
  }

  private static String timed(String user, String type, long seconds) {
    return "{\"user\":\""
        + user
        + "\",\"type\":\""
        + type
        + "\",\"time\":"
        + (1_763_632_800_000L + seconds * 1000)
        + "}";
  }

  private static String event(String user, String type, String time) {
    return "{\"user\":\""
        + user
        + "\",\"type\":\""
        + type
        + "\",\"time\":\"2026-11-20T"
        + time
        + ":00Z\"}";
  }

  /** Campaign, user, time of day and cause of each trigger. */
  private static List<String> fired(String triggers) {
    return triggers
        .lines()
        .map(
            line ->
                field(line, "campaign")
                    + " "
                    + field(line, "user")
                    + " "
                    + field(line, "time").substring(11, 16)
                    + " "
                    + field(line, "cause"))
        .toList();
  }

  private static String time(String line) {
    return field(line, "time");
  }

  private static String field(String line, String name) {
    String start = "\"" + name + "\":\"";
    int from = line.indexOf(start) + start.length();
    return line.substring(from, line.indexOf('"', from));
  }

  private static List<String> lines(Command replay) {
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    return replay.out().lines().toList();
  }

  private Path events(String... lines) throws IOException {
    return write("events.jsonl", String.join("\n", lines));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(path(name), text);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
