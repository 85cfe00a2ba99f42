package dev.nudge.delivery.trigger;

import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.document.JsonPointers;
import dev.nudge.engine.json.IsoTime;
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
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /**
   * One that never fired, to try a channel: of the campaign {@code test}, with an id that begins
   * with {@code test-}. Whoever tries it writes the offer, so each object in it with a {@code
   * query} is one.
   */
  public static FiredTrigger forTest(String channel, String user, Map<?, ?> offer) {
    Map<Object, Object> filled = new LinkedHashMap<>(offer);
    filled.put("channel", channel);
    Map<String, Object> trigger = new LinkedHashMap<>();
    trigger.put("id", "test-" + UUID.randomUUID());
    trigger.put("campaign", "test");
    trigger.put("version", 1L);
    trigger.put("user", user);
    trigger.put("time", IsoTime.format(System.currentTimeMillis()));
    trigger.put("cause", "match");
    trigger.put("offer", filled);
    trigger.put("queries", queries(filled, "").toList());
    trigger.put("matched", Map.of());
    trigger.put("measures", Map.of());
    return of(trigger).orElseThrow();
  }

  private static Stream<String> queries(@Nullable Object value, String at) {
    if (value instanceof List<?> list) {
      return IntStream.range(0, list.size())
          .boxed()
          .flatMap(i -> queries(list.get(i), JsonPointers.below(at, i)));
    }
    if (!(value instanceof Map<?, ?> map)) {
      return Stream.empty();
    }
    if (map.get("query") instanceof String) {
      return Stream.of(at);
    }
    return map.entrySet().stream()
        .flatMap(
            member ->
                queries(member.getValue(), JsonPointers.below(at, member.getKey().toString())));
  }

  /** What is delivered over this channel, as events tell it. */
  public DeliveryEvent.Origin origin(String channel) {
    String variant = values.get("variant") instanceof String name ? name : "";
    return new DeliveryEvent.Origin(id, campaign, variant, channel, user);
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
