package dev.nudge.console.collect;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.SegmentEvents;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import dev.nudge.stream.RecordBound;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes events to their topic, by user, in canonical form, and answers when Kafka has them. What
 * is under way is bounded in bytes: beyond it, callers are asked to come back.
 */
@Component
final class Collector {
  /** Less than the memory of a producer (32 MiB), so that no caller ever waits for that. */
  private static final long UNDER_WAY = 24L << 20;

  private static final int MOST_EVENTS = 10_000;
  private static final int PATIENCE_MILLIS = 10_000;

  private final RecordBound bound;
  private final Optional<String> topic;
  private final Clock clock;
  private final AtomicLong underWay = new AtomicLong();
  private final LazyProducer producer;

  Collector(KafkaClients clients, RecordBound bound, ConsoleSettings settings, Clock clock) {
    producer = new LazyProducer(clients, PATIENCE_MILLIS);
    this.bound = bound;
    this.topic = settings.topics().canonicalEvents();
    this.clock = clock;
  }

  /**
   * What became of a body.
   *
   * @param accepted how many events Kafka has
   * @param rejected the others, by their index in the body, from 0
   */
  record Outcome(int accepted, List<Rejected> rejected) {}

  /** An event as it goes to Kafka. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Ready(int index, byte[] key, byte[] value) {}

  /** An event that cannot be used. */
  record Rejected(int index, String reason) {}

  /**
   * Writes the events of a body.
   *
   * @param own the only user whose events are taken, where there is one; an event that names no
   *     user is of that user
   * @throws ApiException if the body is no JSON or too large, or too much is under way
   */
  CompletableFuture<Outcome> collect(byte[] body, Optional<String> own) {
    String to =
        topic.orElseThrow(
            () ->
                ApiException.unavailable(
                    "there is no topic for these events: all of 'topics.events' are in forms of"
                        + " their own; name one more there, without a mapping"));
    List<Rejected> rejected = new ArrayList<>();
    List<Ready> events = read(body, own, bound.of(to), rejected);
    long bytes = body.length;
    if (underWay.addAndGet(bytes) > UNDER_WAY) {
      underWay.addAndGet(-bytes);
      throw ApiException.tooMany("too many events are on their way to Kafka: send them again", 1);
    }
    return write(to, events, bytes, rejected);
  }

  private List<Ready> read(byte[] body, Optional<String> own, int most, List<Rejected> rejected) {
    List<Body.Part> parts;
    try {
      parts = Body.parts(body);
    } catch (Body.NotJson e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
    if (parts.size() > MOST_EVENTS) {
      throw ApiException.tooLarge(
          "these are " + parts.size() + " events: send at most " + MOST_EVENTS + " at once");
    }
    EventReader reader = new EventReader();
    long now = clock.millis();
    List<Ready> events = new ArrayList<>(parts.size());
    JsonWriter writer = new JsonWriter();
    for (int i = 0; i < parts.size(); i++) {
      Body.Part part = parts.get(i);
      Parsed<Event> parsed = reader.read(body, part.from(), part.to(), now);
      if (parsed instanceof Parsed.Accepted<Event> accepted) {
        Event event = accepted.value();
        if (SegmentEvents.is(event.type())) {
          rejected.add(
              new Rejected(i, "'" + event.type() + "' is an event that only Nudge itself writes"));
        } else if (own.isEmpty() || own.get().equals(event.user())) {
          byte[] key = event.user().getBytes(StandardCharsets.UTF_8);
          byte[] value = writer.write(event);
          // The canonical form may be larger than what was sent.
          if (key.length + value.length <= most) {
            events.add(new Ready(i, key, value));
          } else {
            rejected.add(
                new Rejected(i, tooLarge(key.length + value.length + " bytes, at most " + most)));
          }
        } else {
          rejected.add(
              new Rejected(i, "not your event: this token is of user '" + own.get() + "'"));
        }
      } else if (parsed instanceof Parsed.Rejected<Event> refused) {
        rejected.add(new Rejected(i, refused.rejection().toString()));
      }
    }
    return events;
  }

  private static String tooLarge(@Nullable String how) {
    return "larger than the topic takes: " + how;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  private CompletableFuture<Outcome> write(
      String to, List<Ready> events, long bytes, List<Rejected> unusable) {
    CompletableFuture<Outcome> done = new CompletableFuture<>();
    List<Rejected> rejected = Collections.synchronizedList(unusable);
    int before = unusable.size();
    AtomicInteger left = new AtomicInteger(events.size() + 1);
    AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    Runnable settle =
        () -> {
          if (left.decrementAndGet() == 0) {
            underWay.addAndGet(-bytes);
            Exception e = failed.get();
            if (e == null) {
              rejected.sort(Comparator.comparingInt(Rejected::index));
              done.complete(
                  new Outcome(events.size() + before - rejected.size(), List.copyOf(rejected)));
            } else {
              done.completeExceptionally(
                  ApiException.unavailable(
                      "Kafka did not take all events, send them again: " + e.getMessage()));
            }
          }
        };
    for (Ready event : events) {
      try {
        producer
            .get()
            .send(
                new ProducerRecord<>(to, event.key(), event.value()),
                (place, e) -> {
                  if (e != null && RecordBound.refuses(e)) {
                    rejected.add(new Rejected(event.index(), tooLarge(e.getMessage())));
                  } else if (e != null) {
                    failed.compareAndSet(null, e);
                  }
                  settle.run();
                });
      } catch (RuntimeException e) {
        failed.compareAndSet(null, e);
        settle.run();
      }
    }
    settle.run();
    return done;
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
