package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts every trigger and every withheld candidate once, keeps what came of offers and what they
 * cost, and takes over what the job counts of runs: twice a second, what was read goes to
 * PostgreSQL with the offsets up to which it was read, in one transaction. Whoever is killed begins
 * again at the offsets in the database; of several consoles on one database, one counts and the
 * others notice.
 */
@Component
final class Projection implements Following.Reader {
  private static final long WRITE_EVERY_NANOS = 500_000_000;

  /** So that memory stays bounded where much is to be caught up with. */
  private static final int RECORDS = 20_000;

  private final CountStore store;
  private final ConsoleSettings.Topics topics;
  private final Following following;
  private final JsonMapper json = new JsonMapper();

  private CountBatch batch = new CountBatch();
  private Map<TopicPartition, Long> from = new HashMap<>();
  private Map<TopicPartition, Long> to = new HashMap<>();
  private int records;
  private long written;

  Projection(KafkaClients clients, SetAside aside, ConsoleSettings settings, CountStore store) {
    this.store = store;
    topics = settings.topics();
    List<String> read = new ArrayList<>(topics.triggers());
    read.addAll(List.of(topics.funnel(), topics.outcomes(), topics.withheld(), topics.budgets()));
    following = new Following(clients, aside, read, "nudge-console-counts", this);
  }

  @PostConstruct
  void start() {
    following.start();
  }

  @PreDestroy
  void stop() {
    following.close();
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> positions = store.positions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    from = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long stored = positions.getOrDefault(partition, 0L);
      boolean madeAnew = stored > ends.getOrDefault(partition, 0L);
      consumer.seek(partition, madeAnew ? starts.getOrDefault(partition, 0L) : stored);
      from.put(partition, stored);
    }
    to = new HashMap<>();
    batch = new CountBatch();
    records = 0;
    written = System.nanoTime();
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    count(record);
    pass(record);
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {
    to.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    records++;
  }

  @Override
  public void keep(boolean now) {
    if (records > 0
        && (now || records >= RECORDS || System.nanoTime() - written >= WRITE_EVERY_NANOS)) {
      store.add(batch, from, to);
      from.putAll(to);
      to = new HashMap<>();
      batch = new CountBatch();
      records = 0;
      written = System.nanoTime();
    }
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    byte[] whole = Lines.json(record);
    if (whole == null) {
      return;
    }
    JsonNode node;
    try {
      node = json.readTree(whole);
    } catch (JacksonException e) {
      return;
    }
    if (record.topic().equals(topics.funnel())) {
      batch.funnel.take(node);
    } else if (record.topic().equals(topics.outcomes())) {
      batch.effect.outcome(node, record.timestamp());
    } else if (record.topic().equals(topics.budgets())) {
      batch.effect.spent(node);
    } else if (record.topic().equals(topics.withheld())) {
      batch.effect.withheld(node, record.timestamp());
    } else {
      batch.trigger(node, record.timestamp());
    }
  }
}
