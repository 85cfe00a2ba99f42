package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.delivery.Senders;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.settings.References;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends one trigger that never fired over a channel, from this process, and never again. */
@Component
final class ChannelTests {
  private final Senders senders;
  private final InAppOffers offers;
  private final JsonMapper json;

  ChannelTests(ConsoleSettings settings, InAppOffers offers, JsonMapper json) {
    boolean allowPrivate =
        Boolean.parseBoolean(
            settings.properties().getOrDefault("nudge.channels.private-addresses", "false"));
    senders =
        new Senders(new References(System.getenv(), Path.of("")), allowPrivate, Optional.empty());
    this.offers = offers;
    this.json = json;
  }

  /**
   * What became of it.
   *
   * @param outcome in a word
   * @param detail what the receiver said, or why there was none
   * @param body the beginning of its answer; empty where it has none
   * @param millis how long it took
   * @param unanswered which queries of the offer had no answer, and why
   */
  record ChannelTest(
      @Schema(allowableValues = {"delivered", "failed", "refused", "unknown"}) String outcome,
      String detail,
      String body,
      long millis,
      List<String> unanswered) {}

  ChannelTest send(Channel channel, String user, Map<String, Object> offer) {
    OfferFilling.Filled filled =
        offers.filling().fill(FiredTrigger.forTest(channel.id(), user, boxed(offer)));
    try (Sender sender = senders.of(channel)) {
      long begun = System.nanoTime();
      Sender.Answered answered = sender.sendAndShow(filled.trigger());
      return new ChannelTest(
          word(answered.result()),
          answered.result().detail(),
          answered.body(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
          filled.unanswered());
    }
  }

  /** As the engine has JSON, and not as Spring has. */
  private Map<?, ?> boxed(Map<String, Object> offer) {
    return JsonReader.value(json.writeValueAsString(offer))
                instanceof Parsed.Accepted<Object> accepted
            && accepted.value() instanceof Map<?, ?> members
        ? members
        : Map.of();
  }

  private static String word(SendResult result) {
    if (result instanceof SendResult.Delivered) {
      return "delivered";
    }
    if (result instanceof SendResult.Failed) {
      return "failed";
    }
    return result instanceof SendResult.Refused ? "refused" : "unknown";
  }
}
