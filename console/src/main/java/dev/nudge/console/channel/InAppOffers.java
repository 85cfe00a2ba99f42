package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.account.OwnToken;
import dev.nudge.delivery.fill.ConsoleQueries;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What a user's app is told of a trigger: the offer, filled, where it names a channel of the kind
 * {@code in_app}, and nothing of what led to it.
 */
@Component
final class InAppOffers {
  private static final String[] TOLD = {"id", "campaign", "version", "variant", "user", "time"};

  private final ChannelsView channels;
  private final OfferFilling filling;

  InAppOffers(
      ChannelsView channels, OwnToken token, ConsoleSettings settings, Environment environment) {
    this.channels = channels;
    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    filling =
        new OfferFilling(
            new ConsoleQueries(
                () -> "http://" + host + ":" + environment.getProperty("local.server.port", "0"),
                token.token()));
  }

  /**
   * What a reader makes of lines of triggers: {@code {"id","campaign","version","variant","user",
   * "time","channel","offer","unanswered"}}; nothing of those that are not for an app.
   *
   * @param json of a trigger
   */
  Optional<byte[]> told(byte[] json) {
    return JsonReader.value(new String(json, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted
        ? FiredTrigger.of(accepted.value()).flatMap(this::told)
        : Optional.empty();
  }

  private Optional<byte[]> told(FiredTrigger trigger) {
    Optional<String> channel = trigger.channels().stream().filter(channels::isInApp).findFirst();
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    OfferFilling.Filled filled = filling.fill(trigger);
    Map<String, Object> values = filled.trigger().values();
    Map<String, Object> told = new LinkedHashMap<>();
    for (String name : TOLD) {
      Object value = values.get(name);
      if (value != null) {
        told.put(name, value);
      }
    }
    told.put("channel", channel.get());
    told.put("offer", values.getOrDefault("offer", Map.of()));
    if (!filled.unanswered().isEmpty()) {
      told.put("unanswered", String.join("; ", filled.unanswered()));
    }
    return Optional.of(new JsonWriter().writeValue(told));
  }

  /** Asks this very console, as whoever delivers asks one. */
  OfferFilling filling() {
    return filling;
  }
}
