package dev.nudge.console.collect;

import dev.nudge.console.web.ApiException;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import dev.nudge.stream.RecordBound;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes to Kafka what people and programs send, and answers when Kafka has it. What is under way
 * is bounded in bytes: beyond it, callers are asked to come back. Safe for use by several threads.
 */
@Component
public final class BoundedWriter {
  /** Until a record is given up. */
  public static final int PATIENCE_MILLIS = 10_000;

  /** Less than the memory of a producer (32 MiB), so that no caller ever waits for that. */
  private static final long UNDER_WAY = 24L << 20;

  private final AtomicLong underWay = new AtomicLong();
  private final LazyProducer producer;

  BoundedWriter(KafkaClients clients) {
    producer = new LazyProducer(clients, PATIENCE_MILLIS);
  }

  /**
   * A record on its way.
   *
   * @param index of what it was made of in the body, from 0
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record Outgoing(int index, String topic, byte[] key, byte[] value) {}

  /** What Kafka would refuse however often it is sent. */
  public record Refused(int index, String reason) {}

  /**
   * Makes room for so many bytes, until they are {@link #give given} back.
   *
   * @throws ApiException 429 if there is none
   */
  public void take(long bytes) {
    if (underWay.addAndGet(bytes) > UNDER_WAY) {
      underWay.addAndGet(-bytes);
      throw ApiException.tooMany("too many events are on their way to Kafka: send them again", 1);
    }
  }

  /** They are not needed any more. */
  public void give(long bytes) {
    underWay.addAndGet(-bytes);
  }

  /**
   * Writes all of them.
   *
   * @return when Kafka has them: those that it refuses, by index. Fails with an {@link
   *     ApiException} (503) where Kafka did not take all others
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  public CompletableFuture<List<Refused>> write(List<Outgoing> records) {
    CompletableFuture<List<Refused>> done = new CompletableFuture<>();
    List<Refused> refused = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger left = new AtomicInteger(records.size() + 1);
    AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    Runnable settle =
        () -> {
          if (left.decrementAndGet() == 0) {
            Exception e = failed.get();
            if (e == null) {
              refused.sort(Comparator.comparingInt(Refused::index));
              done.complete(List.copyOf(refused));
            } else {
              done.completeExceptionally(
                  ApiException.unavailable(
                      "Kafka did not take all events, send them again: " + e.getMessage()));
            }
          }
        };
    for (Outgoing record : records) {
      if (failed.get() != null) {
        // While Kafka is away, each would take its time to fail.
        settle.run();
        continue;
      }
      try {
        producer
            .get()
            .send(
                new ProducerRecord<>(record.topic(), record.key(), record.value()),
                (place, e) -> {
                  if (e != null && RecordBound.refuses(e)) {
                    refused.add(new Refused(record.index(), tooLarge(e.getMessage())));
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

  private static String tooLarge(@Nullable String how) {
    return "larger than the topic takes: " + how;
  }

  @PreDestroy
  void close() {
    producer.close();
  }
}
