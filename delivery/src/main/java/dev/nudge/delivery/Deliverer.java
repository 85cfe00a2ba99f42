package dev.nudge.delivery;

import dev.nudge.delivery.ChannelTopic.Entry;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.fill.QuerySource;
import dev.nudge.delivery.queue.Counts;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.settings.References;
import dev.nudge.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers triggers over their channels, on threads of its own, until closed. Of several processes
 * that do, one delivers and the others stand by: the one to which Kafka gives the only partition of
 * the topic of channels. Where there is no channel, that topic is all it reads.
 */
public final class Deliverer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 2_000;
  private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();

  /** Another process delivers when Kafka has not heard of this one for so long. */
  private static final int SESSION_MILLIS = 6_000;

  /** So long before, this one stops: it may have been stopped itself, and not know it. */
  private static final long SURE_NANOS = Duration.ofMillis(SESSION_MILLIS - 1_500).toNanos();

  private final Settings settings;
  private final Map<String, String> client;
  private final OfferFilling filling;
  private final Senders senders;
  private final Thread thread;
  private final Object lock = new Object();
  private ChannelTopic channels = new ChannelTopic();
  private @Nullable ActiveDelivery active;
  private Map<String, Counts> told = Map.of();
  private long toldAt = System.nanoTime();
  private boolean behind = true;
  private volatile boolean closed;
  private volatile boolean ours;
  private volatile long heard;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;

  private Deliverer(Settings settings, OfferFilling filling, Senders senders) {
    this.settings = settings;
    this.filling = filling;
    this.senders = senders;
    client = new HashMap<>();
    settings
        .kafka()
        .client()
        .forEach((name, value) -> client.put(name.toString(), value.toString()));
    thread = new Thread(this::run, "deliverer");
    thread.setDaemon(true);
  }

  /**
   * Begins to deliver, without a console that counts links or answers queries; the topics are
   * there.
   *
   * @param environment where the secrets of channels are looked up
   */
  public static Deliverer start(Settings settings, Map<String, String> environment) {
    return start(
        settings, environment, Optional.empty(), QuerySource.none("there is no console to ask"));
  }

  /**
   * Begins to deliver; the topics are there.
   *
   * @param environment where the secrets of channels are looked up
   * @param tracking what opens and clicks of mails are counted with; nothing where they are not
   * @param queries who answers what offers ask
   */
  public static Deliverer start(
      Settings settings,
      Map<String, String> environment,
      Optional<Tracking> tracking,
      QuerySource queries) {
    Deliverer deliverer =
        new Deliverer(
            settings,
            new OfferFilling(queries),
            new Senders(
                new References(environment, Path.of("")),
                settings.channels().privateAddresses(),
                tracking));
    deliverer.thread.start();
    return deliverer;
  }

  /** Whether this process is the one that delivers. */
  public boolean isOurs() {
    return ours && System.nanoTime() - heard < SURE_NANOS;
  }

  /** What each channel has delivered since this process began to; nothing where another does. */
  public Map<String, Counts> counts() {
    ActiveDelivery now;
    synchronized (lock) {
      now = active;
    }
    return now == null ? Map.of() : now.counts();
  }

  private void run() {
    while (!closed) {
      KafkaConsumer<byte[], byte[]> consumer = consumer();
      reading = consumer;
      try {
        follow(consumer);
      } catch (WakeupException e) {
        log.debug("it is to end");
      } catch (RuntimeException e) {
        log.warn("deliveries begin anew in {} ms", PAUSE_MILLIS, e);
        pause();
      } finally {
        reading = null;
        resign();
        consumer.close();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("group.id", settings.kafka().group() + ".deliver");
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("group.protocol", "classic"); // the other has no session of our length
    properties.put("session.timeout.ms", SESSION_MILLIS);
    properties.put("heartbeat.interval.ms", SESSION_MILLIS / 4);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    TopicPartition partition = new TopicPartition(settings.channels().documents(), 0);
    consumer.subscribe(
        List.of(partition.topic()),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(partition)) {
              consumer.seekToBeginning(List.of(partition));
              channels = new ChannelTopic();
              behind = true;
              heard = System.nanoTime();
              ours = true;
              log.info("this process delivers");
            }
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            resign();
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {
            ours = false; // before anything else: another one may deliver by now
            resign();
          }
        });
    while (!closed) {
      var messages = consumer.poll(POLL);
      heard = System.nanoTime();
      messages.forEach(this::take);
      boolean assigned = consumer.assignment().contains(partition);
      if (assigned && behind) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        behind = consumer.position(partition) < end;
      }
      if (assigned && !behind) {
        beginWithTheFirst();
      }
      tell();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    Entry entry = channels.take(message).orElse(null);
    if (entry == null) {
      return;
    }
    entry.errors().forEach(problem -> log.error("a channel is wrong: {}", problem));
    synchronized (lock) {
      if (active != null) {
        active.change(entry);
      }
    }
  }

  /** Where there is no channel, nothing else is read. */
  private void beginWithTheFirst() {
    synchronized (lock) {
      if (active != null || channels.channels().isEmpty()) {
        return;
      }
    }
    List<Entry> first = List.copyOf(channels.channels().values());
    long since = first.stream().mapToLong(Entry::published).min().orElse(0);
    ActiveDelivery begun =
        ActiveDelivery.begin(
            settings, client, filling, senders, first, since, this::isOurs, () -> closed || !ours);
    heard = System.nanoTime();
    synchronized (lock) {
      active = begun;
    }
  }

  private void resign() {
    ours = false;
    ActiveDelivery before;
    synchronized (lock) {
      before = active;
      active = null;
    }
    if (before != null) {
      before.close();
      log.info("this process delivers no more");
    }
  }

  /** Once a minute, what has changed. */
  private void tell() {
    if (System.nanoTime() - toldAt < TELL_NANOS) {
      return;
    }
    toldAt = System.nanoTime();
    Map<String, Counts> now = new TreeMap<>(counts());
    now.forEach(
        (channel, counts) -> {
          if (!counts.equals(told.get(channel))) {
            log.info(
                "{}: {} delivered, {} given up, {} attempts failed, {} queries unanswered, {} under way",
                channel,
                counts.delivered(),
                counts.undelivered(),
                counts.failures(),
                counts.unanswered(),
                counts.underWay());
          }
        });
    told = now;
  }

  /** Returns when no attempt is under way any more. */
  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
