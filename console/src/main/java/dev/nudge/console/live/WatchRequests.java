package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the job for the transitions that somebody looks at, for as long as somebody does: a request
 * lasts a minute and is renewed three times in it, so that it ends by itself, whoever is killed.
 * Never waits for Kafka. Safe for use by several threads.
 */
@Component
public final class WatchRequests {
  private static final Logger LOG = LoggerFactory.getLogger(WatchRequests.class);

  private static final Duration LASTS = Duration.ofMinutes(1);
  private static final Duration RENEWED = Duration.ofSeconds(20);
  private static final int PATIENCE_MILLIS = 10_000;

  /** The job takes no longer ids. */
  private static final int LONGEST = 1_024;

  private final String topic;
  private final Clock clock;
  private final LazyProducer producer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "nudge-console-watches");
            made.setDaemon(true);
            return made;
          });

  /** How many look, by key. */
  private final Map<String, Integer> looking = new ConcurrentHashMap<>();

  /** Whether it has been told that requests do not arrive. */
  private final AtomicBoolean told = new AtomicBoolean();

  WatchRequests(KafkaClients clients, ConsoleSettings settings, Clock clock) {
    this.topic = settings.topics().watches();
    this.clock = clock;
    producer = new LazyProducer(clients, PATIENCE_MILLIS, topic);
    var unused =
        thread.scheduleWithFixedDelay(
            () -> List.copyOf(looking.keySet()).forEach(this::send),
            RENEWED.toMillis(),
            RENEWED.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Somebody looks at a user's transitions.
   *
   * @return to be run when they no longer do
   */
  public Runnable user(String user) {
    return look("user:" + user);
  }

  /** The same of a campaign. */
  public Runnable campaign(String campaign) {
    return look("campaign:" + campaign);
  }

  /** Somebody looks at whatever moves: a sample of all. */
  public Runnable all() {
    return look("all");
  }

  /** Somebody will look at a user's transitions, within a minute. */
  public void expect(String user) {
    later("user:" + user);
  }

  private Runnable look(String key) {
    looking.merge(key, 1, Integer::sum);
    later(key);
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (!left.getAndSet(true)) {
        looking.computeIfPresent(key, (same, many) -> many == 1 ? null : many - 1);
      }
    };
  }

  private void later(String key) {
    try {
      thread.execute(() -> send(key));
    } catch (RejectedExecutionException e) {
      LOG.debug("the console stops: nobody will look at {}", key);
    }
  }

  private void send(String key) {
    if (key.length() > LONGEST) {
      return; // no job has such a user or campaign
    }
    byte[] until =
        ("{\"until\":\"" + clock.instant().plus(LASTS) + "\"}").getBytes(StandardCharsets.UTF_8);
    try {
      var unused =
          producer
              .get()
              .send(
                  new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), until),
                  (written, failure) -> {
                    if (failure != null) {
                      tell(failure);
                    }
                  });
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  private void tell(Exception failure) {
    if (!told.getAndSet(true)) {
      LOG.warn(
          "moves of runs that somebody looks at may be missing: {} cannot be written to: {}",
          topic,
          failure.toString());
    }
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
    producer.letGo();
  }
}
