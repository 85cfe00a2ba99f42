package dev.nudge.delivery;

import dev.nudge.delivery.ChannelTopic.Entry;
import dev.nudge.delivery.fill.OfferFilling;
import dev.nudge.delivery.progress.DeliveryLog;
import dev.nudge.delivery.progress.Ledger;
import dev.nudge.delivery.queue.Counts;
import dev.nudge.settings.Settings;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * Everything that runs while this process is the one that delivers, from the first channel on: the
 * reader of triggers whose channel is unknown, and the queues of all channels.
 */
final class ActiveDelivery implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final ChannelQueues queues;
  private final UnknownChannels unknown;
  private final Following following;

  private ActiveDelivery(
      Admin admin,
      Producer<byte[], byte[]> producer,
      ChannelQueues queues,
      UnknownChannels unknown,
      Following following) {
    this.admin = admin;
    this.producer = producer;
    this.queues = queues;
    this.unknown = unknown;
    this.following = following;
  }

  /**
   * Reads what is known of deliveries, and begins.
   *
   * @param client what every Kafka client is told
   * @param filling puts into offers what they ask for
   * @param first the channels that there are
   * @param since when the first of them was published
   * @param isOurs whether this process is still the one that delivers
   * @param ended whether it is to end, or surely another one delivers
   */
  static ActiveDelivery begin(
      Settings settings,
      Map<String, String> client,
      OfferFilling filling,
      Senders senders,
      List<Entry> first,
      long since,
      BooleanSupplier isOurs,
      BooleanSupplier ended) {
    KafkaClients clients = new KafkaClients(client);
    Map<String, Ledger> ledgers =
        DeliveryLog.read(clients, settings.channels().deliveries(), ended);
    Map<String, Object> properties = new HashMap<>(client);
    Admin admin = Admin.create(properties);
    Producer<byte[], byte[]> producer = clients.producer(PATIENCE_MILLIS);
    try {
      DeliveryLog records =
          new DeliveryLog(
              producer, settings.channels().deliveries(), settings.channels().undelivered());
      Groups groups = new Groups(admin, settings.kafka().group() + ".channel.");
      Optional<String> events =
          settings.topics().events().stream()
              .filter(source -> source.mapping() == null)
              .map(Settings.Source::topic)
              .findFirst();
      ChannelQueues queues =
          new ChannelQueues(
              settings, client, groups, ledgers, records, filling, senders, events, isOurs);
      Set<String> left = new TreeSet<>(groups.channels());
      first.forEach(channel -> left.remove(channel.id()));
      UnknownChannels unknown = new UnknownChannels(records, queues, first, left, since);
      Map<String, String> reading = new HashMap<>(client);
      reading.put("group.id", settings.kafka().group() + ".channels");
      Following following =
          new Following(
              new KafkaClients(reading),
              new SetAside(failure -> false),
              settings.topics().allTriggers(),
              "channels",
              unknown);
      following.start();
      return new ActiveDelivery(admin, producer, queues, unknown, following);
    } catch (RuntimeException e) {
      producer.close();
      admin.close();
      throw e;
    }
  }

  void change(Entry change) {
    unknown.change(change);
  }

  Map<String, Counts> counts() {
    return queues.counts();
  }

  /** Returns when no attempt is under way any more. */
  @Override
  public void close() {
    following.close();
    queues.close();
    producer.close();
    admin.close();
  }
}
