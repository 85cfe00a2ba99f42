package dev.nudge.app.live;

import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes campaign documents to their topic and waits until the job has answered each of them. */
final class Publisher {
  private final Cluster cluster;
  private final Settings.Topics topics;
  private final Optional<Duration> wait;

  /**
   * A publisher.
   *
   * @param wait how long for the answers; nothing for not at all
   */
  Publisher(Cluster cluster, Settings.Topics topics, Optional<Duration> wait) {
    this.cluster = cluster;
    this.topics = topics;
    this.wait = wait;
    cluster.require(
        wait.isPresent()
            ? List.of(topics.campaigns(), topics.status())
            : List.of(topics.campaigns()));
  }

  /** Where a record stands. */
  private record Place(long partition, long offset) {}

  private record Written(Publication publication, long since) {
    PublishResult outcome(Place place, Optional<CampaignStatus> status) {
      return new PublishResult(
          publication,
          place.partition(),
          place.offset(),
          status,
          (System.nanoTime() - since) / 1_000_000);
    }
  }

  /**
   * Writes the documents, in order.
   *
   * @param time of their records, in milliseconds since 1970-01-01T00:00Z; null for now
   * @param answered takes each outcome as it comes
   * @return those that the job did not answer in time
   */
  List<PublishResult> publish(
      List<Publication> publications, @Nullable Long time, Consumer<PublishResult> answered)
      throws IOException {
    try (Producer<byte[], byte[]> producer = cluster.producer()) {
      if (wait.isEmpty()) {
        outcomes(write(publications, time, producer)).forEach(answered);
        return List.of();
      }
      try (TopicReader reader = cluster.reader(List.of(topics.status()))) {
        // Before the first document is written, so that no answer is missed.
        reader.toEnd();
        Map<Place, Written> pending = write(publications, time, producer);
        await(pending, reader, wait.get(), answered);
        return outcomes(pending);
      }
    }
  }

  private Map<Place, Written> write(
      List<Publication> publications, @Nullable Long time, Producer<byte[], byte[]> producer) {
    List<Written> written = new ArrayList<>();
    List<Future<RecordMetadata>> places = new ArrayList<>();
    for (Publication publication : publications) {
      written.add(new Written(publication, System.nanoTime()));
      places.add(
          producer.send(
              new ProducerRecord<byte[], byte[]>(
                  topics.campaigns(),
                  null,
                  time,
                  publication.id().getBytes(StandardCharsets.UTF_8),
                  publication
                      .text()
                      .map(document -> document.text().getBytes(StandardCharsets.UTF_8))
                      .orElse(null))));
    }
    producer.flush();
    Map<Place, Written> pending = new LinkedHashMap<>();
    for (int i = 0; i < written.size(); i++) {
      RecordMetadata place = get(places.get(i));
      pending.put(new Place(place.partition(), place.offset()), written.get(i));
    }
    return pending;
  }

  /** Removes what is answered. */
  private static void await(
      Map<Place, Written> pending,
      TopicReader reader,
      Duration atMost,
      Consumer<PublishResult> answered)
      throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!pending.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      reader.read(
          Duration.ofNanos(left),
          message ->
              CampaignStatus.read(message.value())
                  .ifPresent(
                      status -> {
                        Place place = new Place(status.partition(), status.offset());
                        Written written = pending.remove(place);
                        if (written != null) {
                          answered.accept(written.outcome(place, Optional.of(status)));
                        }
                      }));
    }
  }

  private static List<PublishResult> outcomes(Map<Place, Written> written) {
    List<PublishResult> outcomes = new ArrayList<>();
    written.forEach((place, one) -> outcomes.add(one.outcome(place, Optional.empty())));
    return outcomes;
  }

  private static RecordMetadata get(Future<RecordMetadata> place) {
    try {
      return place.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
