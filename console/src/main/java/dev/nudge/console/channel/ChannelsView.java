package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.delivery.ChannelTopic;
import dev.nudge.delivery.ChannelTopic.Entry;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * The channels as far as their topic has been read; none where {@code nudge.channels} of {@link
 * ConsoleSettings#properties} names no topic. Safe for use by several threads.
 */
@Component
final class ChannelsView implements Following.Reader {
  private final Optional<String> topic;
  private final Optional<Following> following;
  private ChannelTopic channels = new ChannelTopic();
  private volatile Map<String, Entry> now = Map.of();

  ChannelsView(KafkaClients clients, SetAside aside, ConsoleSettings settings) {
    topic = Optional.ofNullable(settings.properties().get("nudge.channels"));
    following =
        topic.map(
            name -> new Following(clients, aside, List.of(name), "nudge-console-channels", this));
  }

  @PostConstruct
  void start() {
    following.ifPresent(Following::start);
  }

  @PreDestroy
  void stop() {
    following.ifPresent(Following::close);
  }

  /** Where documents are written. */
  Optional<String> topic() {
    return topic;
  }

  /** All, by id. */
  Map<String, Entry> all() {
    return now;
  }

  /** Whether offers that name this are for the streams of their users. */
  boolean isInApp(String id) {
    Entry entry = now.get(id);
    return entry != null
        && entry
            .channel()
            .map(Channel::destination)
            .filter(Channel.InApp.class::isInstance)
            .isPresent();
  }

  @Override
  public synchronized void begin(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.seekToBeginning(partitions);
    channels = new ChannelTopic();
  }

  @Override
  public synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    if (channels.take(record).isPresent()) {
      now = channels.channels();
    }
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {}

  @Override
  public void keep(boolean now) {}
}
