package dev.nudge.app.check;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String GOOD =
      """
      id: three-looks
      pattern:
        steps:
          - name: looks
            event: view
            times: 3
        within: 10m
      """;

  @TempDir private Path folder;

  @Test
  void ofAGoodCampaignItSaysWhatItMayHaveToRemember() throws IOException {
    Command check = nudge("check", write("good.yaml", GOOD));

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .isEqualTo(
            """
            a user at most   runs   events    bytes  timers
            three-looks     1,000*       0  128,120       1
            """);
    assertThat(check.err())
        .isEqualTo(
            """
            1 campaign in 1 file, 0 errors
            warning: only the cap limits the runs of 1 campaign, marked *; beyond it a user's oldest \
            run is dropped, counted and journalled
            """);
  }

  @Test
  void ofCollectionsAmongCampaignsTheFormIsChecked() throws IOException {
    write("good.yaml", GOOD);
    write(
        "orders.yaml",
        """
        id: orders
        source: {topic: orders}
        transform: select * from _input
        key: id
        ---
        id: returns
        source: {topic: returns}
        transform: select 1; select 2
        """);

    Command check = nudge("check", folder);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .isEqualTo(
            """
            %1$s:6:1: error: missing key 'key': which columns tell its rows apart?
            %1$s:8:22: error: a second statement; a transform is one query
            """
                .formatted(folder.resolve("orders.yaml")));
    assertThat(check.err()).isEqualTo("1 campaign in 1 file, 1 collection, 2 errors\n");
  }

  @Test
  void aCollectionWithoutATransformIsNoCampaign() throws IOException {
    Path orders =
        write("orders.yaml", "id: orders\nsource: {topic: orders}\ntransfrom: select 1\nkey: id\n");

    assertThat(nudge("check", orders).out())
        .startsWith(
            "%s:3:1: error: unknown key 'transfrom', did you mean 'transform'?".formatted(orders));
  }

  @Test
  void segmentsAreCheckedWithTheTypesOfWhatTheyAsk() throws IOException {
    write("spenders.yaml", "id: spenders\nwho: customer.total_spend > 100.0\n");
    write("others.yaml", "id: others\nwho: segment('spenders') || customer.orders > 'two'\n");

    Command check = nudge("check", folder);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .startsWith(folder.resolve("others.yaml") + ":2:45: error: ")
        .hasLineCount(1);
    assertThat(check.err()).isEqualTo("1 segment, 1 error\n");

    write("others.yaml", "id: others\nwho: segment('spenders') || customer.orders > 2\n");
    assertThat(nudge("check", folder).out())
        .isEqualTo(
            folder.resolve("others.yaml")
                + ":2:6: error: a segment cannot go by other segments; write their conditions here\n");
  }

  @Test
  void ofASegmentThatIsNotAmongThoseThatAreThereItWarns() throws IOException {
    Path campaign =
        write(
            "vip.yaml",
            "id: vip\naudience: segment('spender')\npattern: {steps: [{name: v, event: view}]}\n");
    assertThat(nudge("check", folder).out()).doesNotContain("warning");

    write("spenders.yaml", "id: spenders\nwho: customer.total_spend > 100.0\n");
    Command check = nudge("check", folder);
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .startsWith(
            campaign + ":2:11: warning: there is no segment 'spender', did you mean 'spenders'?\n");
  }

  @Test
  void ofAQueryOfAnOfferThatIsNotAmongThoseThatAreThereItWarns() throws IOException {
    Path campaign =
        write(
            "like.yaml",
            """
            id: like
            pattern: {steps: [{name: v, event: view}]}
            offer:
              channel: crm
              a: {query: recomendations, userid: "${v.user}"}
              b: [{query: recommendations}, {query: mine}, {query: "${v.type}"}]
            """);
    assertThat(nudge("check", folder).out()).doesNotContain("warning");

    write("mine.sql", "/*\ndescription: Mine.\n*/\nselect 1 as one\n");
    Command check = nudge("check", folder);
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .startsWith(
            campaign
                + ":5:14: warning: its fallback will be sent: there is no query 'recomendations', did"
                + " you mean 'recommendations'?\n");
  }

  @Test
  void ofAMappingAndASampleItShowsEventsRejectionsAndTimesThatLookLikeSeconds() throws IOException {
    Path sample =
        write(
            "clicks.csv",
            """
            id,who,what,at
            a,ann,cart,1795168800
            b,ann,cart,1795168860
            c,ann,cart,1795168860000000
            d,ann,cart,1795168860000000000
            e,ann,cart,yesterday
            """);
    Path mapping = write("clicks.yaml", "user: who\ntype: what\ntime: at\n");

    Command check = nudge("check", "--mapping", mapping, "--sample", sample);

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .isEqualTo(
            """
            2 of 5 lines of %s are events
              {"id":"a","user":"ann","type":"cart","time":"1970-01-21T18:39:28.800Z"}
              {"id":"b","user":"ann","type":"cart","time":"1970-01-21T18:39:28.860Z"}
            3 lines rejected:
              3  bad time, first in line 4: '1795168860000000' is not ISO-8601 or milliseconds since \
            1970; it looks like microseconds, which a mapping reads with 'format: epoch_us'
            warning: the times of 2 events look like seconds that were read as milliseconds; a mapping \
            reads seconds with 'format: epoch_s'
            """
                .formatted(sample));
  }

  @Test
  void aSampleInTheUnitOfItsMappingIsWarnedOfNothing() throws IOException {
    Path sample = write("s.jsonl", "{\"user\":\"ann\",\"type\":\"cart\",\"time\":1795168800}\n");
    Path mapping = write("s.yaml", "user: user\ntime: {from: time, format: epoch_s}\n");

    Command check = nudge("check", "--mapping", mapping, "--sample", sample, "--json");

    assertThat(check.out())
        .contains("\"time\":\"2026-11-20T10:00:00Z\"")
        .contains("\"rejected\":{},\"warnings\":[]");
  }

  @Test
  void linesOfASampleThatTheMappingPassesOverAreCounted() throws IOException {
    Path sample =
        write(
            "s.jsonl",
            """
            {"user":"ann","type":"cart","time":"2026-11-20T10:00:00Z"}
            {"user":"bot","type":"cart","time":"2026-11-20T10:00:00Z"}
            {"user":"bot","type":"view","time":"2026-11-20T10:00:00Z"}
            """);
    Path mapping = write("s.yaml", "user: user\nwhere: record.user != 'bot'\n");

    assertThat(nudge("check", "--mapping", mapping, "--sample", sample).out())
        .startsWith("1 of 3 lines of " + sample + " are events\n")
        .contains("2 lines passed over, as the mapping says\n");
    assertThat(nudge("check", "--mapping", mapping, "--sample", sample, "--json").out())
        .contains("\"events\":1,\"passed_over\":2,");
  }

  @Test
  void idsThatDifferentEventsShareAreWarnedOfAndSoAreRepeats() throws IOException {
    Path sample =
        write(
            "s.jsonl",
            """
            {"id":"p1","user":"ann","type":"view","time":"2026-11-20T10:00:00Z"}
            {"id":"p1","user":"ann","type":"view","time":"2026-11-20T11:00:00Z"}
            {"id":"p1","user":"bob","type":"view","time":"2026-11-20T11:00:00Z"}
            {"id":"p1","user":"bob","type":"view","time":"2026-11-20T11:00:00Z"}
            """);

    Command check = nudge("check", "--sample", sample);

    assertThat(check.out())
        .contains("warning: 1 event with the id of another of the same user and type")
        .contains("warning: 1 event more than once");
  }

  @Test
  void aSampleWithoutAnyEventIsAnError() throws IOException {
    assertThat(nudge("check", "--sample", write("s.jsonl", "{}\n")).exitCode()).isEqualTo(1);
    assertThat(nudge("check").exitCode()).isEqualTo(2);
  }

  @Test
  void runsThatThePatternLimitsAreNotMarked() throws IOException {
    Command check = nudge("check", write("good.yaml", GOOD.replace("  within: 10m\n", "")));

    assertThat(check.out()).contains("three-looks        2 ");
    assertThat(check.err()).doesNotContain("warning");
  }

  @Test
  void everyMistakeOfEveryFileIsReportedAtOnceAndInOrder() throws IOException {
    Path first = write("a.yaml", GOOD.replace("within:", "withn:"));
    Path second =
        write(
            "b.yml",
            GOOD.replace("three-looks", "other")
                .replace("times: 3", "times: 3\n      where: event.price > 'dear' + 1")
                .replace("10m", "10 minutes"));

    Command check = nudge("check", folder);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out().lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(first + ":7:3: error: ")
                    .contains("withn")
                    .contains("did you mean 'within'?"))
        .anySatisfy(line -> assertThat(line).startsWith(second + ":7:"))
        .anySatisfy(line -> assertThat(line).startsWith(second + ":8:11: error: "))
        .isSorted();
    assertThat(check.err()).isEqualTo("2 campaigns in 2 files, 3 errors\n");
  }

  @Test
  void oneIdInTwoFilesIsAnError() throws IOException {
    write("a.yaml", GOOD);
    write("b.yaml", GOOD);

    Command check = nudge("check", folder);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("b.yaml:1:5: error: duplicate id 'three-looks'");
    assertThat(check.out().lines()).hasSize(1);
  }

  @Test
  void aFileNamedTwiceIsReadOnce() throws IOException {
    Path file = write("a.yaml", GOOD);

    assertThat(nudge("check", folder, file).exitCode()).isZero();
  }

  @Test
  void foldersAreReadAtAnyDepthAndOtherFilesPassedOver() throws IOException {
    Files.createDirectories(folder.resolve("deep/deeper"));
    write("deep/deeper/a.json", "{\"id\": \"a\", \"pattern\": {\"steps\": [{\"name\": \"v\"}]}}");
    write("deep/notes.txt", "no campaign");

    assertThat(nudge("check", folder).err()).startsWith("1 campaign in 1 file, 0 errors");
  }

  @Test
  void aMissingPathSaysSo() {
    Command check = nudge("check", folder.resolve("nowhere.yaml"));

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err())
        .startsWith("nudge: there is no file or folder '")
        .contains("nowhere.yaml");
    assertThat(check.err().lines()).hasSize(1);
  }

  @Test
  void aFolderWithoutCampaignsSaysSo() {
    Command check = nudge("check", folder);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err()).contains("holds no campaigns");
  }

  @Test
  void aFileThatIsNotUtf8SaysSo() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "id: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    Command check = nudge("check", file);

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("latin.yaml:1:1: error: the file is not UTF-8");
  }

  @Test
  void explainSaysInWordsWhatACampaignWaitsFor() throws IOException {
    Command check = nudge("check", write("good.yaml", GOOD), "--explain");

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains("three-looks").contains("wait for 'looks'");
  }

  @Test
  void jsonIsForMachines() throws IOException {
    Command check = nudge("check", write("a.yaml", GOOD.replace("within:", "withn:")), "--json");

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains("\"footprints\":[]")
        .startsWith("{\"files\":1,\"campaigns\":1,\"errors\":1,\"warnings\":0,\"problems\":[{")
        .contains("\"line\":7,\"column\":3,\"severity\":\"error\",\"text\":\"")
        .endsWith("}\n");
  }

  @Test
  void withoutAPathItIsUsedWrongly() {
    assertThat(nudge("check").exitCode()).isEqualTo(2);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
