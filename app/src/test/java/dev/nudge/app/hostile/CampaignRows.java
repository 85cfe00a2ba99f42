package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Campaign documents by topic. */
final class CampaignRows {
  private static final String TOPIC = "nudge.campaigns";

  private CampaignRows() {}

  static List<Row> rows() {
    return List.of(
        refused("no YAML at all", "bad", "{{{{"),
        refused("an empty document", "empty", ""),
        refused("another id than the key", "other", campaign("yours", "a")),
        refused("no value (a tombstone) of no campaign", "never", null),
        refused(
            "groups nested 30 deep",
            "deep",
            "id: deep\npattern:\n  steps: "
                + "[{steps: ".repeat(30)
                + "[{name: a, event: a}]"
                + "}]".repeat(30)
                + "\n"),
        refused(
            "10,000 steps",
            "steps",
            "id: steps\npattern:\n  steps: ["
                + many(10_000, i -> "{name: s" + i + ", event: a}")
                + "]\n"),
        refused(
            "10,000 measures",
            "measures",
            "id: measures\nwhen: m1 > 0\nmeasures:\n"
                + IntStream.range(0, 10_000)
                    .mapToObj(i -> "  m" + i + ": {aggregate: sum, value: event.x" + i + "}\n")
                    .collect(Collectors.joining())),
        refused(
            "a document of 1 MB, all of it wrong",
            "wrong",
            "id: wrong\n"
                + IntStream.range(0, 60_000)
                    .mapToObj(i -> "wrong" + i + ": 1\n")
                    .collect(Collectors.joining())),
        refused("a YAML bomb (a billion laughs)", "bomb", bomb()),
        refused(
            "10,000 levels of nesting",
            "nest",
            "id: nest\noffer: " + "[".repeat(10_000) + "]".repeat(10_000)),
        refused(
            "an expression of 5,000 parentheses",
            "paren",
            "id: paren\npattern: {steps: [{name: a, event: a, where: \""
                + "(".repeat(5_000)
                + "true"
                + ")".repeat(5_000)
                + "\"}]}\n"),
        refused(
            "a regular expression that would take hours elsewhere",
            "regex",
            "id: regex\npattern: {steps: [{name: a, where: \"event.s.matches('(((((a{1,100}){1,100}){1,100}){1,100}){1,100})')\"}]}\n"),
        refused(
            "a script of 5,000 parentheses",
            "script",
            "id: script\npattern: {steps: [{name: a, script: \"function(event) { return "
                + "(".repeat(5_000)
                + "1"
                + ")".repeat(5_000)
                + " }\"}]}\n"),
        refused(
            "a name of 900 KB",
            "name",
            "id: name\nname: "
                + "n".repeat(900_000)
                + "\npattern: {steps: [{name: "
                + "n".repeat(10_000)
                + "}]}\n"),
        refused("NUL in the id", "nul", "id: \"a\\0b\"\npattern: {steps: [{name: a, event: a}]}\n"),
        refused(
            "the same key twice",
            "twice",
            "id: twice\nid: twice\npattern: {steps: [{name: a, event: a}]}\n"),
        answered("NUL and ESC in the key of the record", "a\u0000b\u001b", campaign("a", "a")),
        new Row(
            "no key",
            Way.CAMPAIGNS,
            "Kafka itself refuses it: the topic is compacted",
            "the producer's error",
            victim ->
                assertThatThrownBy(() -> victim.write(TOPIC, null, new byte[] {'{', '}'}))
                    .hasMessageContaining("Compacted topic cannot accept message without key")),
        answered("a key of 900 KB", Victim.HUGE_KEY, campaign("b", "a")),
        new Row(
            "invalid UTF-8",
            Way.CAMPAIGNS,
            "refused with its place",
            "`nudge.status`",
            victim -> victim.awaitAnswer(victim.write(TOPIC, "utf", filled(10_000)), "refused")),
        new Row(
            "NUL, ESC and a right-to-left mark in the name",
            Way.CAMPAIGNS,
            "active or refused; the console lists what comes after it",
            "`nudge.status`; `GET /api/campaigns`",
            victim -> {
              victim.awaitAnswer(
                  victim.write(
                      TOPIC,
                      "odd",
                      bytes(
                          "id: odd\nname: \"a\\0b\\e[31m\\u202e\"\npattern: {steps: [{name: a, event: odd}]}\n")),
                  "");
              victim.publish("after-odd", campaign("after-odd", "odd"));
              victim.awaitListed("after-odd");
            }),
        new Row(
            "a document of 1 MB, all of it right (a comment)",
            Way.CAMPAIGNS,
            "active or refused for its size",
            "`nudge.status`",
            victim ->
                victim.awaitAnswer(
                    victim.write(
                        TOPIC,
                        "comment",
                        bytes(campaign("comment", "a") + "# " + "x".repeat(1_000_000))),
                    "")));
  }

  private static Row refused(String input, String id, String document) {
    return new Row(
        input,
        Way.CAMPAIGNS,
        "refused, with its place where it has one",
        "`nudge.status`, `nudge.rejected`",
        victim ->
            victim.awaitAnswer(
                victim.write(TOPIC, id, document == null ? null : bytes(document)), "refused"));
  }

  private static Row answered(String input, String key, String document) {
    return new Row(
        input,
        Way.CAMPAIGNS,
        "refused: the key is not the campaign's id",
        "`nudge.status`, `nudge.rejected`",
        victim -> victim.awaitAnswer(victim.write(TOPIC, key, bytes(document)), "refused"));
  }

  private static String campaign(String id, String type) {
    return "id: " + id + "\npattern: {steps: [{name: a, event: " + type + "}]}\n";
  }

  private static String bomb() {
    return "id: bomb\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + IntStream.range(0, 9)
            .mapToObj(
                i ->
                    (char) ('b' + i)
                        + ": &"
                        + (char) ('b' + i)
                        + " ["
                        + ("*" + (char) ('a' + i) + ",").repeat(9)
                        + "]\n")
            .collect(Collectors.joining());
  }

  private static String many(int count, java.util.function.IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] filled(int size) {
    byte[] all = new byte[size];
    Arrays.fill(all, (byte) 0xFF);
    return all;
  }
}
