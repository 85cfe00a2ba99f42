package dev.nudge.delivery;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.engine.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of channels says: the last record of each key is a channel's document, one without
 * a value removes it. Not safe for use by several threads.
 */
public final class ChannelTopic {
  private final ChannelReader reader = new ChannelReader();
  private final Map<String, Entry> channels = new TreeMap<>();

  /**
   * What is said of a channel.
   *
   * @param text its document; empty where there is none
   * @param channel nothing where the document is wrong, or there is none
   * @param isRemoved whether there is none
   * @param problems what is wrong with it
   * @param published when, in milliseconds since 1970-01-01T00:00Z
   */
  public record Entry(
      String id,
      String text,
      Optional<Channel> channel,
      boolean isRemoved,
      List<Problem> problems,
      long published) {
    /** Only errors; a document that has one is no channel. */
    public List<Problem> errors() {
      return problems.stream().filter(Problem::isError).toList();
    }
  }

  /** Takes a record; what it says of its channel, or nothing where it says nothing of any. */
  public Optional<Entry> take(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] key = message.key();
    if (key == null) {
      return Optional.empty();
    }
    String id = new String(key, StandardCharsets.UTF_8);
    byte @Nullable [] value = message.value();
    if (value == null) {
      channels.remove(id);
      return Optional.of(new Entry(id, "", Optional.empty(), true, List.of(), message.timestamp()));
    }
    List<Problem> problems = new ArrayList<>();
    String text = new String(value, StandardCharsets.UTF_8);
    List<Channel> read = reader.read(id + ".yaml", text, problems);
    Optional<Channel> channel = read.stream().filter(one -> one.id().equals(id)).findFirst();
    Entry entry = new Entry(id, text, channel, false, List.copyOf(problems), message.timestamp());
    channels.put(id, entry);
    return Optional.of(entry);
  }

  /** All of which there is a document, by id. */
  public Map<String, Entry> channels() {
    return Map.copyOf(channels);
  }
}
