package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes events of followed links to their topic on a thread of its own, which waits for Kafka so
 * that nobody else does. At most 10,000 wait; what is lost beyond them, or because Kafka is away
 * for longer than ten seconds, is counted and said.
 */
@Component
final class EventsOfLinks {
  private static final Logger log = LoggerFactory.getLogger(EventsOfLinks.class);
  private static final int WAITING = 10_000;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Optional<String> topic;
  private final LazyProducer producer;
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor thread;
  private long told;

  EventsOfLinks(KafkaClients clients, ConsoleSettings settings) {
    producer = new LazyProducer(clients, PATIENCE_MILLIS);
    topic = settings.topics().canonicalEvents();
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> new Thread(work, "events-of-links"),
            (work, full) -> lost.incrementAndGet());
    thread.allowCoreThreadTimeOut(true);
  }

  void write(DeliveryEvent event) {
    if (topic.isEmpty()) {
      lost.incrementAndGet();
      return;
    }
    String to = topic.get();
    thread.execute(() -> send(to, event));
  }

  private void send(String to, DeliveryEvent event) {
    byte[] key = event.origin().user().getBytes(StandardCharsets.UTF_8);
    try {
      var unused =
          producer
              .get()
              .send(
                  new ProducerRecord<>(to, key, event.toJson()),
                  (place, failure) -> {
                    if (failure != null) {
                      lost.incrementAndGet();
                    }
                  });
    } catch (RuntimeException e) {
      log.debug("Kafka did not take an event", e);
      lost.incrementAndGet();
    }
  }

  @Scheduled(fixedDelay = 60_000)
  void tell() {
    long now = lost.get();
    if (now > told) {
      log.warn(
          "{} events of followed links were lost: {}",
          now - told,
          topic.isEmpty() ? "no topic takes events as canonical JSON" : "Kafka did not take them");
      told = now;
    }
  }

  @PreDestroy
  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
        lost.addAndGet(thread.shutdownNow().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    tell();
  }
}
