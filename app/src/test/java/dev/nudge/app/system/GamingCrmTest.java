package dev.nudge.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gaming CRM and its topics, as docs/live.md shows them: what is pasted there into kcat is
 * written without a key here, its dates moved to the present.
 */
final class GamingCrmTest {
  private static final Path EXAMPLE = Path.of("../examples/gaming-crm/live").toAbsolutePath();
  private static final Pattern SETTING = Pattern.compile("(?m)^  (events|campaigns_from): (.*)$");
  private static final Pattern WRITE =
      Pattern.compile("```\\nkcat -b \\S+ -t (\\S+) -P\\n```\\n```\\n(.*)\\n```");
  private static final Pattern READ =
      Pattern.compile("```\\nkcat -b \\S+ -t (\\S+) -C -o beginning -u\\n```\\n```\\n(.*)\\n```");

  @TempDir private static Path folder;
  private static RunningSystem system;

  @BeforeAll
  static void start() throws Exception {
    String yaml = Files.readString(EXAMPLE.resolve("nudge.yaml"));
    String[] sets =
        SETTING
            .matcher(yaml.replace("mapping.yaml", EXAMPLE.resolve("mapping.yaml").toString()))
            .results()
            .map(set -> "topics." + set.group(1) + "=" + set.group(2))
            .toArray(String[]::new);
    assertThat(sets).hasSize(2);
    assertThat(Files.readString(Path.of("../docs/live.md")))
        .as("the settings of the page are those of the example")
        .contains(yaml.lines().filter(line -> line.startsWith("  ")).toList());
    system = RunningSystem.start(folder, sets);
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  @Test
  void theDocumentedCommandsGiveTheDocumentedTrigger() throws Exception {
    String page = Files.readString(Path.of("../docs/live.md"));
    List<MatchResult> writes = WRITE.matcher(page).results().toList();
    assertThat(writes)
        .extracting(write -> write.group(1))
        .containsExactly("crm-campaigns", "events-valid");
    Matcher read = READ.matcher(page);
    assertThat(read.find()).isTrue();
    assertThat(read.group(1)).isEqualTo("crm-triggers");

    String campaign = moved(writes.get(0).group(2), Duration.ofDays(-30), Duration.ofDays(30));
    assertThat(written(campaign))
        .contains("\"campaign\":\"4711\",\"version\":1,\"state\":\"active\"");
    Instant now = Instant.now();
    String event = at(writes.get(1).group(2), now);
    system.write("events-valid", null, event);

    String trigger = system.await("crm-triggers", value -> value.contains("12345"));
    assertThat(trigger).isEqualTo("{\"campaign\":" + campaign + ",\"event\":" + event + "}");
    assertThat(unmoved(trigger)).isEqualTo(unmoved(read.group(2)));
  }

  @Test
  void aCampaignRestsWhileItIsDisabledAndIsAsItWasWrittenLast() throws Exception {
    assertThat(written(campaign(1, true, "result", "loss"))).contains("\"state\":\"active\"");
    fight("first", "loss");
    system.await("crm-triggers", value -> value.contains("first"));

    assertThat(written(campaign(1, false, "result", "loss")))
        .contains("\"version\":2", "\"paused\"");
    fight("second", "loss");

    assertThat(written(campaign(1, true, "result", "win"))).contains("\"version\":3", "\"active\"");
    fight("third", "loss");
    fight("fourth", "win");
    system.await("crm-triggers", value -> value.contains("fourth"));

    assertThat(written(campaign(1, true, "result", "win")))
        .as("the same once more is no new version")
        .contains("\"version\":3", "\"active\"");
    assertThat(system.values("crm-triggers"))
        .noneMatch(value -> value.contains("second") || value.contains("third"));
  }

  @Test
  void aBadCampaignIsAnsweredWithTheReasonAndStopsNoOther() throws Exception {
    assertThat(written("{\"campaign_id\":2,\"event_name\":\"fight\",\"filter\":\"function(e) {\"}"))
        .contains("\"campaign\":\"2\"", "\"state\":\"refused\"", "JavaScript");
    assertThat(written("{\"event_name\":\"fight\"}"))
        .contains("\"campaign\":\"crm-campaigns-0@", "\"refused\"", "campaign_id");
    assertThat(written("no campaign")).contains("\"refused\"", "a JSON object");
    assertThat(written("[{}, {}]")).contains("\"refused\"", "a JSON object");
    assertThat(written("{\"campaign_id\":3,\"event_name\":\"duel\"}"))
        .as("which is not enabled there either")
        .contains("\"state\":\"paused\"", "warning: no 'enabled'");
    assertThat(
            written(
                "{\"campaign_id\":4,\"enabled\":true,\"event_name\":\"duel\","
                    + "\"filter\":\"function(e) { return e.getNothingLikeIt().foo() }\"}"))
        .contains("\"state\":\"active\"");
  }

  /** What becomes of a campaign that is written, without a key. */
  private static String written(String campaign) throws Exception {
    long offset = system.write("crm-campaigns", null, campaign).offset();
    return system.await(
        "nudge.status",
        value ->
            value.contains(
                "\"topic\":\"crm-campaigns\",\"partition\":0,\"offset\":" + offset + ","));
  }

  private static String campaign(int id, boolean enabled, String name, String value) {
    return """
    {"campaign_id":%d,"enabled":%s,"game":"chess","event_name":"fight",\
    "filter":"function(event) { return event.getData().get('%s') === '%s' && event.getPlayerId() === 7 }"}"""
        .formatted(id, enabled, name, value);
  }

  private static void fight(String id, String result) throws Exception {
    system.write(
        "events-valid",
        null,
        """
        {"event_id":"%s","game":"chess","player_id":7,"event_name":"fight","created_at":"%s",\
        "data":{"result":"%s"}}"""
            .formatted(id, Instant.now(), result));
  }

  private static String moved(String campaign, Duration start, Duration end) {
    return campaign
        .replaceFirst("(\"start_date\":\")[^\"]*", "$1" + Instant.now().plus(start))
        .replaceFirst("(\"end_date\":\")[^\"]*", "$1" + Instant.now().plus(end));
  }

  private static String at(String event, Instant time) {
    return event
        .replaceFirst("(\"created_at\":\")[^\"]*", "$1" + time)
        .replaceFirst("(\"received_at\":\")[^\"]*", "$1" + time.plusSeconds(2));
  }

  private static String unmoved(String trigger) {
    return trigger.replaceAll("(\"\\w+_(?:date|at)\":\")[^\"]*", "$1");
  }
}
