package dev.nudge.console.campaign;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.StorableText;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the campaigns topic, for what others wrote, and the status topic, for what the job answers.
 * How far it has read is kept in the same transaction as what came of it.
 */
@Component
class CampaignFeed implements SmartLifecycle, Following.Reader {
  /** As the engine wants it; the job refuses any other. */
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final ExternalVersions external;
  private final Outbox outbox;
  private final Versions versions;
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final JsonMapper mapper;
  private final String campaigns;
  private final Following following;
  private final List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private volatile boolean running;

  CampaignFeed(
      ExternalVersions external,
      Outbox outbox,
      Versions versions,
      JdbcClient database,
      TransactionTemplate transaction,
      JsonMapper mapper,
      KafkaClients clients,
      SetAside aside,
      ConsoleSettings settings) {
    this.external = external;
    this.outbox = outbox;
    this.versions = versions;
    this.database = database;
    this.transaction = transaction;
    this.mapper = mapper;
    campaigns = settings.topics().campaigns();
    following =
        new Following(
            clients,
            aside,
            List.of(campaigns, settings.topics().status()),
            "nudge-campaigns",
            this);
  }

  @Override
  public void start() {
    running = true;
    following.start();
  }

  @Override
  public void stop() {
    running = false;
    following.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    taken.clear();
    next.clear();
    for (TopicPartition partition : partitions) {
      Optional<Long> next =
          database
              .sql(
                  "select next_offset from campaign_position"
                      + " where topic = :topic and partition = :partition")
              .param("topic", partition.topic())
              .param("partition", partition.partition())
              .query(Long.class)
              .optional();
      if (next.isPresent()) {
        consumer.seek(partition, next.get());
      } else {
        consumer.seekToBeginning(List.of(partition));
      }
    }
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> message) {
    taken.add(message);
    pass(message);
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> message) {
    next.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
  }

  @Override
  public void keep(boolean now) {
    if (next.isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          for (ConsumerRecord<byte[], byte[]> message : taken) {
            if (message.topic().equals(campaigns)) {
              document(message);
            } else {
              answer(message);
            }
          }
          next.forEach(this::readUpTo);
        });
    taken.clear();
    next.clear();
  }

  private void document(ConsumerRecord<byte[], byte[]> message) {
    if (message.key() == null) {
      return;
    }
    String id = new String(message.key(), StandardCharsets.UTF_8);
    if (!ID.matcher(id).matches()) {
      return;
    }
    // As the database will have it, so that what is written once more is known as the same.
    Optional<String> text =
        Optional.ofNullable(message.value())
            .map(value -> StorableText.clean(new String(value, StandardCharsets.UTF_8)));
    Optional<Outbox.Letter> own = own(message.headers().lastHeader(OutboxSender.HEADER), id, text);
    if (own.isPresent()) {
      versions.place(id, own.get().version(), message.partition(), message.offset());
    } else {
      external.add(
          id,
          text,
          Instant.ofEpochMilli(message.timestamp()),
          message.partition(),
          message.offset());
    }
  }

  /** What we sent; another console's records have the header too, but not our documents. */
  private Optional<Outbox.Letter> own(@Nullable Header header, String id, Optional<String> text) {
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    String number = new String(header.value(), StandardCharsets.UTF_8);
    if (!number.matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return outbox
        .get(Long.parseLong(number))
        .filter(letter -> letter.campaign().equals(id))
        .filter(letter -> text.isPresent() && letter.text().equals(text.get()));
  }

  private void answer(ConsumerRecord<byte[], byte[]> message) {
    Optional<JobAnswer> answer = JobAnswer.read(mapper, message.value());
    // What another system wrote stands on no topic that is read here.
    answer
        .filter(told -> ID.matcher(told.campaign()).matches() && told.document().isPresent())
        .ifPresent(
            told ->
                external.add(
                    told.campaign(),
                    told.document().map(StorableText::clean),
                    Instant.ofEpochMilli(message.timestamp()),
                    told.partition(),
                    told.offset()));
    answer.ifPresent(versions::answered);
  }

  private void readUpTo(TopicPartition partition, long next) {
    database
        .sql(
            "insert into campaign_position (topic, partition, next_offset)"
                + " values (:topic, :partition, :next) on conflict (topic, partition)"
                + " do update set next_offset = excluded.next_offset")
        .param("topic", partition.topic())
        .param("partition", partition.partition())
        .param("next", next)
        .update();
  }
}
