package dev.nudge.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code publish}, {@code pause}, {@code resume}, {@code end} and {@code campaigns}. */
class PublishTest {
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
  void aPublishedCampaignIsAnsweredWithItsVersion() throws IOException {
    Path file = write("a.yaml", campaign("published", "# why it is\nname: Three looks\n"));

    Command first = system.nudge("publish", file);
    Command same = system.nudge("publish", file);
    Files.writeString(file, campaign("published", "name: Other\n"));
    Command second = system.nudge("publish", file);

    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).matches("published: version 1, active, \\d+ ms\n");
    assertThat(same.out()).startsWith("published: version 1, active");
    assertThat(second.out()).startsWith("published: version 2, active");
    assertThat(documents("published").get(0)).contains("# why it is");
  }

  @Test
  void eachDocumentOfAFileIsWrittenOnItsOwn() throws IOException {
    Path file =
        write(
            "two.yaml",
            campaign("one-of-two", "") + "---\n# the second\n" + campaign("two-of-two", ""));
    write(
        "tabs.json",
        "{\n\t\"id\": \"of-json\",\n\t\"pattern\": {\"steps\": [{\"name\": \"a\", \"event\":"
            + " \"view\"}], \"within\": \"1m\"}\n}");

    Command publish = system.nudge("publish", folder, "--published", "2026-11-20T10:00:00Z");

    assertThat(publish.exitCode()).as(publish.err()).isZero();
    assertThat(publish.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("one-of-two: version 1, active"))
        .anyMatch(line -> line.startsWith("two-of-two: version 1, active"))
        .anyMatch(line -> line.startsWith("of-json: version 1, active"));
    assertThat(documents("two-of-two"))
        .containsExactly("---\n# the second\n" + campaign("two-of-two", ""));
    assertThat(documents("of-json")).singleElement().asString().doesNotContain("\t");
    assertThat(records("two-of-two").get(0).timestamp())
        .isEqualTo(Instant.parse("2026-11-20T10:00:00Z").toEpochMilli());
    assertThat(file).exists();
  }

  @Test
  void nothingIsWrittenIfOneIsWrong() throws IOException {
    write("good.yaml", campaign("good-beside-bad", ""));
    Path bad = write("bad.yaml", campaign("bad", "").replace("within", "withn"));

    Command publish = system.nudge("publish", folder);

    assertThat(publish.exitCode()).isEqualTo(1);
    assertThat(publish.err())
        .contains(bad + ":6:3: error: ")
        .contains("did you mean 'within'?")
        .endsWith("nudge: 1 error in the campaigns, so nothing is published: mend them\n");
    assertThat(records("good-beside-bad")).isEmpty();
  }

  @Test
  void draftsAreNotPublished() throws IOException {
    Path draft = write("draft.yaml", campaign("a-draft", "status: draft\n"));

    Command alone = system.nudge("publish", draft);
    write("live.yaml", campaign("beside-a-draft", ""));
    Command beside = system.nudge("publish", folder);

    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.err()).contains("a-draft: a draft, not published; set 'status: live'");
    assertThat(beside.exitCode()).isZero();
    assertThat(beside.out()).startsWith("beside-a-draft: version 1");
    assertThat(records("a-draft")).isEmpty();
  }

  @Test
  void whatTheJobRefusesIsShownAtItsPlaceInTheFile() throws IOException {
    Path file =
        write(
            "refused.yaml",
            campaign("fine", "") + "---\n" + campaign("not-fine", "name: refuse me\n"));

    Command publish = system.nudge("publish", file);

    assertThat(publish.exitCode()).isEqualTo(1);
    // The second document begins on line 7 of the file, and its line 2 is line 8.
    assertThat(publish.err())
        .isEqualTo(
            file
                + ":8:1: error: the job does not like it\nnot-fine: refused, nothing of it is live\n");
    assertThat(publish.out()).startsWith("fine: version 1, active");
  }

  @Test
  void withoutAnAnswerTheUserLearnsWhatToLookAt() throws IOException {
    Path file = write("silent.yaml", campaign("unanswered", ""));
    system.silent(true);
    Command publish = system.nudge("publish", file, "--timeout", "1s");
    Command written = system.nudge("publish", file, "--no-wait");
    Command list = system.nudge("campaigns");
    system.silent(false);

    assertThat(publish.exitCode()).isEqualTo(3);
    assertThat(publish.err())
        .startsWith("nudge: no answer for unanswered within 1s: is the job running")
        .hasLineCount(1);
    assertThat(written.exitCode()).isZero();
    assertThat(written.out()).isEqualTo("unanswered: written\n");
    assertThat(list.out()).containsPattern("unanswered +waiting +- +");
  }

  @Test
  void forMachinesThereIsOneObjectACampaign() throws IOException {
    Path file = write("json.yaml", campaign("as-json", ""));

    Command publish = system.nudge("publish", file, "--json");

    assertThat(publish.out())
        .matches(
            "\\{\"campaign\":\"as-json\",\"partition\":0,\"offset\":\\d+,\"state\":\"active\","
                + "\"version\":1,\"published\":\"[^\"]+\",\"millis\":\\d+,\"problems\":\\[]}\n");
  }

  @Test
  void aCampaignIsPausedResumedAndEndedWithItsCommentsKept() throws IOException {
    Path file = write("p.yaml", campaign("paced", "status: live   # since spring\n"));
    system.nudge("publish", file);

    Command pause = system.nudge("pause", "paced");
    Command resume = system.nudge("resume", "paced");
    Command end = system.nudge("end", "paced");

    assertThat(pause.out()).startsWith("paced: version 2, paused, ");
    assertThat(resume.out()).startsWith("paced: version 3, active, ");
    assertThat(end.out()).startsWith("paced: version 4, ended, ");
    assertThat(documents("paced"))
        .containsExactly(
            campaign("paced", "status: live   # since spring\n"),
            campaign("paced", "status: paused   # since spring\n"),
            campaign("paced", "status: live   # since spring\n"),
            campaign("paced", "status: ended   # since spring\n"));
  }

  @Test
  void theStatusIsPutWhereThereWasNone() throws IOException {
    system.nudge("publish", write("none.yaml", campaign("without-status", "")));

    assertThat(system.nudge("pause", "without-status").exitCode()).isZero();

    assertThat(documents("without-status").get(1))
        .startsWith("status: paused\nid: without-status\n");
  }

  @Test
  void ifTheLastDocumentIsBrokenTheOneBeforeItIsPaused() throws IOException {
    system.nudge("publish", write("b.yaml", campaign("broken-later", "")));
    system.write("nudge.campaigns", "broken-later", "id: broken-later\nwithn: {");

    Command pause = system.nudge("pause", "broken-later");

    assertThat(pause.out()).startsWith("broken-later: version 2, paused");
    assertThat(pause.err()).contains("the last document has mistakes");
  }

  @Test
  void aCampaignOfBrokenDocumentsOnlyCanStillBeEnded() {
    system.write("nudge.campaigns", "always-broken", "id: always-broken");

    Command pause = system.nudge("pause", "always-broken");
    Command end = system.nudge("end", "always-broken");
    Command again = system.nudge("end", "always-broken");

    assertThat(pause.exitCode()).isEqualTo(1);
    assertThat(pause.err()).contains("'nudge publish' a right one, or 'nudge end always-broken'");
    assertThat(end.out()).startsWith("always-broken: version 1, ended");
    assertThat(records("always-broken").get(1).value()).isNull();
    assertThat(again.err()).contains("has ended and its document is gone");
  }

  @Test
  void anUnknownCampaignIsAnsweredWithTheNearest() throws IOException {
    system.nudge("publish", write("near.yaml", campaign("very-near", "")));

    Command pause = system.nudge("pause", "very-naer");

    assertThat(pause.exitCode()).isEqualTo(1);
    assertThat(pause.err())
        .isEqualTo(
            "nudge: there is no campaign 'very-naer', did you mean 'very-near'?; 'nudge campaigns'"
                + " lists them\n");
  }

  @Test
  void campaignsAreListedWithWhatBecameOfThem() throws IOException {
    system.nudge("publish", write("l.yaml", campaign("listed", "name: On the list\n")));
    system.write("nudge.campaigns", "listed-2", "id: listed-2");

    assertThat(await("listed-2")).isTrue();
    Command list = system.nudge("campaigns");
    Command json = system.nudge("campaigns", "--json");

    assertThat(list.out().lines().findFirst().orElseThrow())
        .matches("ID +STATE +VERSION +PUBLISHED +NAME");
    assertThat(list.out()).containsPattern("listed +active +1 +(now|\\d+ s ago) +On the list\n");
    assertThat(list.out()).containsPattern("listed-2 +refused +- +");
    assertThat(json.out())
        .contains(
            "{\"campaign\":\"listed\",\"name\":\"On the list\",\"state\":\"active\",\"version\":1,");
  }

  @Test
  void noKafkaIsOneLine() throws IOException {
    long begin = System.nanoTime();
    Command nobody = Command.nudge("campaigns", "--bootstrap", "127.0.0.1:1");

    assertThat(nobody.exitCode()).isEqualTo(3);
    assertThat(nobody.err())
        .isEqualTo(
            "nudge: no Kafka at 127.0.0.1:1: start one with 'nudge up', or name yours with"
                + " --bootstrap\n");
    try (ServerSocket mute = new ServerSocket(0)) {
      Command other = Command.nudge("campaigns", "--bootstrap", "127.0.0.1:" + mute.getLocalPort());
      assertThat(other.exitCode()).isEqualTo(3);
      assertThat(other.err()).contains("does not answer as Kafka").hasLineCount(1);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void aMissingTopicIsOneLine() {
    Command list = system.nudge("campaigns", "--set", "topics.status=nowhere");

    assertThat(list.exitCode()).isEqualTo(3);
    assertThat(list.err()).contains("there is no topic 'nowhere'").hasLineCount(1);
  }

  private boolean await(String id) {
    org.awaitility.Awaitility.await()
        .until(
            () -> system.read("nudge.status").stream().anyMatch(status -> status.key().equals(id)));
    return true;
  }

  private static List<ConsumerRecord<String, String>> records(String id) {
    return system.read("nudge.campaigns").stream()
        .filter(document -> document.key().equals(id))
        .toList();
  }

  private static List<String> documents(String id) {
    return records(id).stream().map(ConsumerRecord::value).toList();
  }

  private static String campaign(String id, String more) {
    return "id: "
        + id
        + "\n"
        + more
        + """
        pattern:
          steps:
            - name: look
              event: view
          within: 10m
        """;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
