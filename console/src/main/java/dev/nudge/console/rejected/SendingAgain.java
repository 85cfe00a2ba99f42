package dev.nudge.console.rejected;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.EventView;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.stream.KafkaAnswers;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** Writes what was rejected to its topic once more, where it can be used by now. */
@Component
final class SendingAgain {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SentAgain sent;
  private final EventView view;
  private final Clock clock;
  private final ConsoleSettings.Topics topics;
  private final LazyProducer producer;

  SendingAgain(
      SentAgain sent, KafkaClients clients, EventView view, Clock clock, ConsoleSettings settings) {
    this.sent = sent;
    this.view = view;
    this.clock = clock;
    this.topics = settings.topics();
    this.producer = new LazyProducer(clients, PATIENCE_MILLIS);
  }

  /** Whether it can be tried: it is whole, and stood in a topic of events or of profiles. */
  boolean isPossible(RejectedRecord record) {
    return !record.cut()
        && record
            .topic()
            .filter(topic -> isOfProfiles(topic) || topics.namesOfEvents().contains(topic))
            .isPresent();
  }

  private boolean isOfProfiles(String topic) {
    return topics.profiles().topic().equals(topic);
  }

  /**
   * Writes it.
   *
   * @throws ApiException if it cannot be used still, and why; if it was sent again already; or if
   *     Kafka does not answer
   */
  void send(RejectedRecord record) {
    if (!isPossible(record)) {
      throw ApiException.conflict(
          record.cut()
              ? "only a part of it was kept"
              : "it did not come of a topic of events or profiles");
    }
    String topic = record.topic().orElseThrow();
    byte[] value = record.value();
    byte[] user = user(topic, value).getBytes(StandardCharsets.UTF_8);
    if (!sent.mark(record.source())) {
      throw ApiException.conflict("it was sent again already");
    }
    try {
      KafkaAnswers.await(producer.get().send(new ProducerRecord<>(topic, user, value)));
    } catch (KafkaException e) {
      sent.unmark(record.source());
      throw ApiException.unavailable("Kafka did not take it: " + e.getMessage());
    }
  }

  /** Whose it is, by the mappings of now. */
  private String user(String topic, byte[] value) {
    List<String> users = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    if (isOfProfiles(topic)) {
      topics
          .profiles()
          .mapping()
          .profiles()
          .json()
          .readAll(
              value,
              0,
              value.length,
              0,
              parsed -> {
                if (parsed instanceof Parsed.Accepted<ProfileUpdate> accepted) {
                  users.add(accepted.value().user());
                } else if (parsed instanceof Parsed.Rejected<ProfileUpdate> rejected) {
                  rejections.add(rejected.rejection());
                }
              });
    } else {
      view.topics()
          .read(
              topic,
              value,
              clock.millis(),
              parsed -> {
                if (parsed instanceof Parsed.Accepted<Event> accepted) {
                  users.add(accepted.value().user());
                } else if (parsed instanceof Parsed.Rejected<Event> rejected) {
                  rejections.add(rejected.rejection());
                }
              });
    }
    if (!rejections.isEmpty() || users.isEmpty()) {
      throw ApiException.unusable(
          "it still cannot be used: "
              + (rejections.isEmpty() ? "there is nothing in it" : rejections.get(0)),
          List.of());
    }
    return users.get(0);
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
