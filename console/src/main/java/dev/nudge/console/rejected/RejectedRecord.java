package dev.nudge.console.rejected;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that could not be used.
 *
 * @param id its place in the rejected topic: {@code 0-17}
 * @param time when it was rejected, in milliseconds since 1970-01-01T00:00Z
 * @param source where it stood: {@code nudge.events-0@123}, {@code event e7}
 * @param sourceName what its source is called, or the topic
 * @param reason a short phrase
 * @param detail what was found; or empty
 * @param problems of a campaign's document
 * @param raw what came, as text, or in base64
 * @param base64 whether it is that
 * @param cut whether {@code raw} is only a part
 * @param bytes how large it was, where it is cut
 */
record RejectedRecord(
    String id,
    long time,
    String source,
    String sourceName,
    String reason,
    String detail,
    List<String> problems,
    String raw,
    boolean base64,
    boolean cut,
    long bytes) {
  private static final Pattern PLACE = Pattern.compile("(.+)-(\\d+)@(\\d+)");

  /** Reads a record of the topic; nothing where it is none of Nudge's. */
  static Optional<RejectedRecord> read(JsonMapper json, ConsumerRecord<byte[], byte[]> record) {
    JsonNode node;
    try {
      node = json.readTree(record.value() == null ? new byte[0] : record.value());
    } catch (JacksonException e) {
      return Optional.empty();
    }
    String reason = node.path("reason").asString("");
    if (reason.isEmpty()) {
      return Optional.empty();
    }
    String source = node.path("source").asString("");
    String name = node.path("source_name").asString("");
    return Optional.of(
        new RejectedRecord(
            record.partition() + "-" + record.offset(),
            record.timestamp(),
            source,
            name.isEmpty() ? topic(source).orElse("") : name,
            reason,
            node.path("detail").asString(""),
            node.path("problems").valueStream().map(one -> one.asString("")).toList(),
            node.path("raw").asString(""),
            node.path("encoding").asString("").equals("base64"),
            node.path("cut").valueStream().anyMatch(one -> one.asString("").equals("raw")),
            node.path("bytes").asLong(0)));
  }

  /** The topic in which it stood; nothing where it did not stand in one. */
  Optional<String> topic() {
    return topic(source);
  }

  private static Optional<String> topic(String source) {
    Matcher place = PLACE.matcher(source);
    return place.matches() ? Optional.of(place.group(1)) : Optional.empty();
  }

  /** What came, as it came. */
  byte[] value() {
    return base64 ? Base64.getDecoder().decode(raw) : raw.getBytes(StandardCharsets.UTF_8);
  }

  /** How much memory it takes, more or less. */
  long size() {
    return 200L + 2L * (raw.length() + detail.length() + source.length());
  }
}
