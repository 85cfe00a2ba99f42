package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Profiles and the catalogue by topic. */
final class TableRows {
  private TableRows() {}

  static List<Row> rows() {
    return List.of(
        profile("no JSON at all", "not JSON", "no JSON"),
        profile("no user", "no user", "{\"tier\":\"gold\"}"),
        profile("an empty user", "no user", "{\"user\":\"\"}"),
        profile(
            "10,000 levels of nesting",
            "beyond limits",
            "{\"user\":\"u\",\"d\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        profile("`1e400`", "number out of range", "{\"user\":\"u\",\"n\":1e400}"),
        profile("a time that is no time", "bad time", "{\"user\":\"u\",\"time\":\"soon\"}"),
        profile("no value (a tombstone)", "empty", null),
        kept(
            Way.PROFILES,
            "a tag of 900 KB",
            "profiles",
            "{\"user\":\"fat\",\"s\":\"" + "x".repeat(900_000) + "\"}"),
        kept(
            Way.PROFILES,
            "NUL, ESC and half a surrogate pair in tags",
            "profiles",
            "{\"user\":\"odd\",\"\\u0000\":\"\\u001b\\ud800\"}"),
        thing("no JSON at all", "not JSON", "no JSON"),
        thing("no product", "no key", "{\"price\":1}"),
        thing(
            "10,000 levels of nesting",
            "beyond limits",
            "{\"product_id\":\"p\",\"d\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        kept(
            Way.CATALOG,
            "a thing of 900 KB",
            "catalog",
            "{\"product_id\":\"fat\",\"s\":\"" + "x".repeat(900_000) + "\"}"),
        kept(Way.CATALOG, "no value (a tombstone) for what was never there", "catalog", null));
  }

  private static Row profile(String input, String reason, String value) {
    return rejected(Way.PROFILES, "nudge.profiles", input, reason, value);
  }

  private static Row thing(String input, String reason, String value) {
    return rejected(Way.CATALOG, "nudge.catalog", input, reason, value);
  }

  private static Row rejected(Way way, String topic, String input, String reason, String value) {
    return new Row(
        input,
        way,
        "rejected: " + reason,
        "`nudge.rejected`",
        victim -> victim.awaitRejected(victim.write(topic, "k", bytes(value)), reason));
  }

  private static Row kept(Way way, String input, String topic, String value) {
    return new Row(
        input,
        way,
        "kept, or rejected beyond a bound",
        "`nudge.rejected`",
        victim -> victim.write("nudge." + topic, "k", bytes(value)));
  }

  private static byte[] bytes(String value) {
    return value == null ? null : value.getBytes(UTF_8);
  }
}
