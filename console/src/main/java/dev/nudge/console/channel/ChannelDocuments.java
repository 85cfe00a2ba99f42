package dev.nudge.console.channel;

import dev.nudge.console.web.ApiException;
import dev.nudge.console.web.Mistake;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaAnswers;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Channel documents: checked, and written to their topic, which is to publish them. */
@Component
final class ChannelDocuments {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ChannelsView channels;
  private final LazyProducer producer;

  ChannelDocuments(ChannelsView channels, KafkaClients clients) {
    this.channels = channels;
    producer = new LazyProducer(clients, PATIENCE_MILLIS);
  }

  /** What is wrong with a document. */
  static List<Problem> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    var unused = read(text, problems);
    return problems;
  }

  /**
   * The channel of a document.
   *
   * @throws ApiException if it has a mistake
   */
  static Channel read(String text) {
    List<Problem> problems = new ArrayList<>();
    List<Channel> read = read(text, problems);
    if (problems.stream().anyMatch(Problem::isError)) {
      throw ApiException.unusable("the channel has a mistake", Mistake.of(problems));
    }
    return read.get(0);
  }

  private static List<Channel> read(String text, List<Problem> problems) {
    List<Channel> read = new ChannelReader().read("channel", text, problems);
    if (problems.stream().noneMatch(Problem::isError) && read.size() != 1) {
      throw ApiException.badRequest("expected one channel in the document, not " + read.size());
    }
    return read;
  }

  /**
   * Writes a document; whoever delivers goes by it within a second.
   *
   * @param text null removes the channel
   * @throws ApiException if Kafka does not take it
   */
  void write(String id, @Nullable String text) {
    String topic =
        channels
            .topic()
            .orElseThrow(() -> ApiException.unavailable("this console knows no topic of channels"));
    byte @Nullable [] value = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    try {
      KafkaAnswers.await(
          producer
              .get()
              .send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value)));
    } catch (RuntimeException e) {
      throw ApiException.unavailable("Kafka did not take the channel: " + e.getMessage());
    }
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
