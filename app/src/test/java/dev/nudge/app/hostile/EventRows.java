package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Events by topic. The type {@code hostile} makes the campaign {@code hostile} fire. */
final class EventRows {
  private static final String TOPIC = "nudge.events";
  private static int ids;

  private EventRows() {}

  static List<Row> rows() {
    return List.of(
        rejected("no JSON at all", "not JSON", text("no JSON at all")),
        rejected("nothing between key and end (0 bytes)", "not JSON", new byte[0]),
        rejected("JSON that ends too early", "not JSON", text("{\"user\":\"u\",\"type\":\"a")),
        rejected(
            "two objects in one record", "not JSON", text(event("\"a\":1") + event("\"a\":2"))),
        rejected(
            "a list, a number, `null`", "not an object", text("[1,2]"), text("7"), text("null")),
        rejected(
            "invalid UTF-8 in a string", "not JSON", bytes("{\"user\":\"u\",\"type\":\"", 0xC3)),
        rejected("400 KB of the byte 0xFF", "not JSON", filled(400_000, 0xFF)),
        rejected("900 KB of the byte 0", "not JSON", filled(900_000, 0)),
        rejected("`NaN`", "not JSON", text(event("\"n\":NaN"))),
        rejected("`1e400`", "number out of range", text(event("\"n\":1e400"))),
        taken("an integer beyond 2^63", "\"n\":9223372036854775808"),
        rejected(
            "10,000 levels of nesting", "beyond limits", text(event("\"d\":" + nested(10_000)))),
        rejected("100,000 properties", "beyond limits", text(event(properties(100_000)))),
        taken(
            "900 times the same key",
            String.join(",", java.util.Collections.nCopies(900, "\"k\":1"))),
        taken(
            "half a surrogate pair, NUL, ESC and a right-to-left mark",
            "\"s\":\"\\ud800\\u0000\\u001b[31m\\u202e\""),
        rejected("no user", "no user", text("{\"type\":\"hostile\"}")),
        rejected("an empty user", "no user", text("{\"user\":\"\",\"type\":\"hostile\"}")),
        rejected("a user that is a list", "bad user", text("{\"user\":[1],\"type\":\"hostile\"}")),
        refusedForSize(
            "a user of 900 KB", "{\"user\":\"" + "u".repeat(900_000) + "\",\"type\":\"hostile\"}"),
        taken("a user with CR, LF and ESC", "\"s\":1", "u\\r\\n\\u001b[31mforged"),
        rejected("an empty type", "no type", text("{\"user\":\"u\",\"type\":\"\"}")),
        rejected("a time in 2200", "ahead of its time", text(timed("\"2200-01-01T00:00:00Z\""))),
        rejected(
            "600 KB of escaped quotes with a time in 2200",
            "ahead of its time",
            text(
                "{\"user\":\"u\",\"type\":\"a\",\"time\":\"2200-01-01T00:00:00Z\",\"q\":\""
                    + "\\\"".repeat(300_000)
                    + "\"}")),
        rejected(
            "a time that is no time",
            "bad time",
            text(timed("\"yesterday\"")),
            text(timed("1e300"))),
        history("a time in 1970", "0", "nudge_events"),
        history(
            "a time in seconds",
            Long.toString(Instant.now().getEpochSecond()),
            "nudge_eventTimesLikeSeconds"),
        rejected("no value (a tombstone)", "empty", (byte[]) null),
        new Row(
            "no key",
            Way.EVENTS,
            "an event like others: it fires",
            "`nudge.triggers`",
            victim -> {
              String id = id();
              victim.write(TOPIC, null, text(event("\"id\":\"" + id + "\"")));
              victim.awaitValue("nudge.triggers", id);
            }),
        rejected(
            "a key of 900 KB over a value that is no JSON",
            "not JSON",
            Victim.HUGE_KEY,
            text("no JSON")),
        new Row(
            "an event of 10 MB (the topic's `max.message.bytes` raised)",
            Way.EVENTS,
            "rejected, or fires with a trigger that is cut",
            "`nudge.rejected` or `nudge.triggers`",
            victim -> {
              String id = id();
              victim.write(
                  TOPIC,
                  "u",
                  text(event("\"id\":\"" + id + "\",\"s\":\"" + "x".repeat(10_000_000) + "\"")));
              victim.awaitValue("nudge.", id);
            }),
        new Row(
            "three events of 400 KB in one match",
            Way.EVENTS,
            "fires; the events are told by what the campaign reads, and the trigger is marked `cut`",
            "`nudge.triggers`",
            victim -> {
              String user = "three-" + id();
              for (int i = 0; i < 3; i++) {
                victim.write(
                    TOPIC,
                    user,
                    text(
                        "{\"user\":\""
                            + user
                            + "\",\"type\":\"large\",\"s\":\""
                            + "x".repeat(400_000)
                            + "\"}"));
              }
              victim.awaitValue("nudge.triggers", "\"user\":\"" + user + "\"", "\"cut\"");
            }),
        fires("a value that an offer multiplies by ten, seven times", "grow", "\"s\":\"a\""),
        fires(
            "a value of 300 KB that an offer repeats 3,000 times",
            "repeat",
            "\"s\":\"" + "x".repeat(300_000) + "\""),
        fires("a value over which a script loops for ever", "loops", "\"s\":1"),
        fires("a value for which a script takes all memory", "allocates", "\"s\":1"),
        fires("a value for which a script throws", "throws", "\"s\":1"));
  }

  private static Row rejected(String input, String reason, byte[]... values) {
    return rejected(input, reason, "u", values);
  }

  private static Row rejected(String input, String reason, String key, byte[]... values) {
    return new Row(
        input,
        Way.EVENTS,
        "rejected: " + reason,
        "`nudge.rejected`; `nudge_reason_rejected{reason=\"" + reason.replace(' ', '_') + "\"}`",
        victim -> {
          byte[][] all = values == null ? new byte[][] {null} : values;
          for (byte[] value : all) {
            RecordMetadata at = victim.write(TOPIC, key, value);
            victim.awaitRejected(at, reason);
          }
        });
  }

  /** Whatever the reason is called, and however much of it is kept. */
  private static Row refusedForSize(String input, String value) {
    return new Row(
        input,
        Way.EVENTS,
        "rejected; what is kept of it is marked `cut`",
        "`nudge.rejected`",
        victim -> victim.awaitRejected(victim.write(TOPIC, "u", text(value)), ""));
  }

  private static Row taken(String input, String members) {
    return taken(input, members, "u");
  }

  private static Row taken(String input, String members, String user) {
    return new Row(
        input,
        Way.EVENTS,
        "an event like others: it fires",
        "`nudge.triggers`",
        victim -> {
          String id = id();
          String value =
              "{\"user\":\""
                  + user
                  + "\",\"type\":\"hostile\",\"id\":\""
                  + id
                  + "\","
                  + members
                  + "}";
          victim.write(TOPIC, "u", text(value));
          victim.awaitValue("nudge.triggers", id);
        });
  }

  /** It reaches a detector, and fires nothing, since its campaign is younger. */
  private static Row history(String input, String time, String metric) {
    return new Row(
        input,
        Way.EVENTS,
        "history: measures count it, patterns do not see it",
        "`" + metric + "`",
        victim -> {
          double before = victim.metric(metric);
          victim.write(
              TOPIC,
              "old-" + time,
              text("{\"user\":\"old-" + time + "\",\"type\":\"hostile\",\"time\":" + time + "}"));
          victim.awaitMetric(metric, before + 1);
        });
  }

  /** A campaign that fires on this type beside one that cannot be evaluated. */
  private static Row fires(String input, String type, String members) {
    return new Row(
        input,
        Way.EVENTS,
        "the campaign's own value is cut short or missing; the event fires others",
        "`nudge.triggers`; `nudge_campaign_reason_conditionErrors`",
        victim -> {
          String id = id();
          victim.write(
              TOPIC,
              "g",
              text(
                  "{\"user\":\"g\",\"type\":\""
                      + type
                      + "\",\"id\":\""
                      + id
                      + "\","
                      + members
                      + "}"));
          victim.awaitValue("nudge.triggers", id, "\"campaign\":\"hostile\"");
        });
  }

  private static String id() {
    return "hostile-" + ++ids + "-" + System.nanoTime();
  }

  private static String event(String members) {
    return "{\"user\":\"u\",\"type\":\"hostile\"," + members + "}";
  }

  private static String timed(String time) {
    return event("\"time\":" + time);
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private static String properties(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p" + i + "\":1")
        .collect(Collectors.joining(","));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] bytes(String text, int last) {
    byte[] all = Arrays.copyOf(text(text), text.length() + 1);
    all[text.length()] = (byte) last;
    return all;
  }

  private static byte[] filled(int size, int value) {
    byte[] all = new byte[size];
    Arrays.fill(all, (byte) value);
    return all;
  }
}
