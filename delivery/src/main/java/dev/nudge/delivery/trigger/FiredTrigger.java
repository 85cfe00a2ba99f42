package dev.nudge.delivery.trigger;

import dev.nudge.engine.Trigger;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A trigger whose offer names channels.
 *
 * @param id stable: the same trigger has the same again
 * @param campaign that fired
 * @param user who gets the offer
 * @param channels over which, each once
 * @param values what its JSON says, boxed
 */
public record FiredTrigger(
    String id, String campaign, String user, Set<String> channels, Map<String, Object> values) {
  private static final byte[] MARK = "\"channel\"".getBytes(StandardCharsets.UTF_8);

  /**
   * The trigger of a record of a topic of triggers, in whatever shape the topic has them; nothing
   * for one that names no channel, which costs a look through its bytes, and for what is none.
   */
  public static Optional<FiredTrigger> of(ConsumerRecord<byte[], byte[]> message) {
    Header whole = message.headers().lastHeader(Trigger.HEADER);
    byte @Nullable [] json = whole == null ? message.value() : whole.value();
    if (json == null || !holdsMark(json)) {
      return Optional.empty();
    }
    return JsonReader.value(new String(json, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted
        ? of(accepted.value())
        : Optional.empty();
  }

  /** The trigger that some boxed JSON is. */
  public static Optional<FiredTrigger> of(Object json) {
    if (!(json instanceof Map<?, ?> members)
        || !(members.get("id") instanceof String id)
        || !(members.get("campaign") instanceof String campaign)
        || !(members.get("user") instanceof String user)
        || !(members.get("offer") instanceof Map<?, ?> offer)) {
      return Optional.empty();
    }
    Set<String> channels = channels(offer.get("channel"));
    if (channels.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    members.forEach((name, value) -> values.put(name.toString(), value));
    return Optional.of(new FiredTrigger(id, campaign, user, channels, values));
  }

  private static Set<String> channels(@Nullable Object named) {
    Set<String> channels = new LinkedHashSet<>();
    if (named instanceof String one) {
      channels.add(one);
    } else if (named instanceof List<?> several) {
      several.stream()
          .filter(String.class::isInstance)
          .forEach(name -> channels.add(name.toString()));
    }
    channels.remove("");
    return channels;
  }

  private static boolean holdsMark(byte[] json) {
    for (int i = 0; i <= json.length - MARK.length; i++) {
      if (json[i] == '"' && Arrays.equals(json, i, i + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }
}
