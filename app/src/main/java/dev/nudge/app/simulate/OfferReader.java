package dev.nudge.app.simulate;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.firing.Reason;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.settings.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who gets offers of a campaign from now on, and who would have and is held out, on a thread
 * of its own until it is closed.
 */
final class OfferReader implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(OfferReader.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final TopicReader reader;
  private final Thread thread;

  private OfferReader(TopicReader reader, Thread thread) {
    this.reader = reader;
    this.thread = thread;
  }

  /** Everything that is written from now on is heard. */
  static OfferReader start(
      Cluster cluster, Settings.Topics topics, String campaign, Consumer<Offered> heard) {
    TopicReader reader = cluster.reader(List.of(topics.triggers(), topics.withheld()));
    reader.toEnd();
    Thread thread = new Thread(() -> follow(reader, campaign, heard), "nudge-offers");
    thread.setDaemon(true);
    thread.start();
    return new OfferReader(reader, thread);
  }

  private static void follow(TopicReader reader, String campaign, Consumer<Offered> heard) {
    try (reader) {
      reader.follow(message -> offered(message.value(), campaign).ifPresent(heard));
    } catch (IOException | KafkaException e) {
      log.warn("shoppers do not react to offers of {} any more", campaign, e);
    }
  }

  /** What a trigger, or what was withheld, says; nothing where it is of no concern. */
  static Optional<Offered> offered(byte @Nullable [] value, String campaign) {
    if (value == null
        || !(JsonReader.value(new String(value, StandardCharsets.UTF_8))
            instanceof Parsed.Accepted<Object> accepted)
        || !(accepted.value() instanceof Map<?, ?> members)
        || !campaign.equals(members.get("campaign"))
        || !(members.get("user") instanceof String user)
        || !(members.get("time") instanceof String text)) {
      return Optional.empty();
    }
    long time = IsoTime.parse(text);
    String arm =
        members.get("reason") instanceof String reason
            ? reason.equals(Reason.HOLDOUT.text()) ? Outcome.HOLDOUT : ""
            : members.get("variant") instanceof String variant ? variant : Outcome.OFFER;
    return time == IsoTime.NONE || arm.isEmpty()
        ? Optional.empty()
        : Optional.of(new Offered(user, arm, time));
  }

  @Override
  public void close() {
    reader.stop();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
