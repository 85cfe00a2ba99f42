package dev.nudge.delivery;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.Channel.Limits;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.queue.Attempts;
import dev.nudge.delivery.queue.ChannelQueue;
import dev.nudge.delivery.queue.Counts;
import dev.nudge.delivery.queue.Reports;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.settings.Settings;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues of all channels, while this process is the one that delivers. */
final class ChannelQueues implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChannelQueues.class);
  private static final Limits OF_REMOVED = new Limits(Optional.empty(), 2, Duration.ofSeconds(1));

  private final Settings settings;
  private final Map<String, String> client;
  private final Groups groups;
  private final Map<String, Ledger> ledgers;
  private final DeliveryLog records;
  private final OfferFilling filling;
  private final Senders senders;
  private final Optional<String> events;
  private final BooleanSupplier isOurs;
  private final SetAside aside = new SetAside(failure -> false);
  private final Map<String, Open> open = new ConcurrentSkipListMap<>();
  private boolean closed;

  /**
   * A queue and the thread that reads for it.
   *
   * @param end up to where it reads, of a channel that was removed; null for as long as it lasts
   */
  private record Open(
      Following following, ChannelQueue queue, @Nullable Map<TopicPartition, Long> end) {
    void close() {
      following.close();
      queue.close();
    }
  }

  /**
   * None yet.
   *
   * @param client what every Kafka client is told
   * @param ledgers what is known of deliveries, by channel
   * @param filling puts into offers what they ask for
   * @param events the topic of events as canonical JSON, if there is one
   * @param isOurs whether this process is still the one that delivers
   */
  ChannelQueues(
      Settings settings,
      Map<String, String> client,
      Groups groups,
      Map<String, Ledger> ledgers,
      DeliveryLog records,
      OfferFilling filling,
      Senders senders,
      Optional<String> events,
      BooleanSupplier isOurs) {
    this.settings = settings;
    this.client = Map.copyOf(client);
    this.groups = groups;
    this.ledgers = new HashMap<>(ledgers);
    this.records = records;
    this.filling = filling;
    this.senders = senders;
    this.events = events;
    this.isOurs = isOurs;
  }

  /**
   * Delivers over a channel, in place of what it was before.
   *
   * @param places where one begins that has never read
   */
  synchronized void open(Channel channel, Map<TopicPartition, Long> places) {
    stop(channel.id());
    groups.beginAt(channel.id(), places);
    Optional<Reports> reports =
        channel.report() ? events.map(topic -> new Reports(records, topic)) : Optional.empty();
    if (channel.report() && reports.isEmpty()) {
      log.warn("{}: no topic takes events as canonical JSON, so nothing is reported", channel.id());
    }
    if (channel.tracks() && senders.tracking().isEmpty()) {
      log.warn("{}: {}", channel.id(), Tracking.MISSING);
    }
    // Who follows the stream of a user asks for what an offer on it asks.
    boolean sends = !(channel.destination() instanceof Channel.InApp);
    start(
        channel.id(),
        sends ? Optional.of(filling) : Optional.empty(),
        senders.of(channel),
        channel.limits(),
        channel.giveUpAfter(),
        reports,
        null);
    log.info("{}: delivers to {}", channel.id(), channel.destination().shown());
  }

  /**
   * Gives up what is on its way over a channel that is gone, up to these places.
   *
   * @param places up to where triggers may still count on the channel
   */
  synchronized void end(String channel, Map<TopicPartition, Long> places) {
    stop(channel);
    log.info("{}: removed; what is on its way is given up", channel);
    start(
        channel,
        Optional.empty(),
        Senders.nowhere(channel),
        OF_REMOVED,
        Duration.ZERO,
        Optional.empty(),
        places);
  }

  /**
   * Waits with what is meant for a channel whose document is wrong.
   *
   * @param places where one begins that has never read
   */
  synchronized void hold(String channel, Map<TopicPartition, Long> places) {
    stop(channel);
    groups.beginAt(channel, places);
    log.error("{}: its document is wrong; triggers wait until it is mended", channel);
  }

  private void start(
      String channel,
      Optional<OfferFilling> fill,
      Sender sender,
      Limits limits,
      Duration giveUpAfter,
      Optional<Reports> reports,
      @Nullable Map<TopicPartition, Long> end) {
    if (closed) {
      sender.close();
      return;
    }
    Ledger ledger = ledgers.computeIfAbsent(channel, name -> new Ledger());
    Attempts attempts =
        new Attempts(channel, fill, sender, limits, giveUpAfter, ledger, records, reports, isOurs);
    String undelivered = settings.channels().undelivered();
    ChannelQueue queue = new ChannelQueue(channel, undelivered, ledger, attempts, end == null);
    List<String> topics = new ArrayList<>(settings.topics().allTriggers());
    topics.add(undelivered);
    Map<String, String> reading = new HashMap<>(client);
    reading.put("group.id", groups.of(channel));
    Following following =
        new Following(new KafkaClients(reading), aside, topics, "channel-" + channel, queue);
    open.put(channel, new Open(following, queue, end));
    following.start();
  }

  private void stop(String channel) {
    Open one = open.remove(channel);
    if (one != null) {
      one.close();
    }
  }

  /** Lets go of channels that are gone and of which nothing is on its way any more. */
  synchronized void sweep() {
    for (Map.Entry<String, Open> one : Map.copyOf(open).entrySet()) {
      Map<TopicPartition, Long> end = one.getValue().end();
      if (end != null && one.getValue().queue().isDoneUpTo(end)) {
        stop(one.getKey());
        groups.forget(one.getKey());
        log.info("{}: nothing is on its way any more", one.getKey());
      }
    }
  }

  /** What each has done. */
  Map<String, Counts> counts() {
    Map<String, Counts> counts = new TreeMap<>();
    open.forEach((channel, one) -> counts.put(channel, one.queue().counts()));
    return counts;
  }

  /** Returns when no attempt is under way any more. */
  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(one -> one.following().close());
    open.values().forEach(one -> one.queue().close());
    open.clear();
  }
}
