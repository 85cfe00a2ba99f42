package dev.nudge.customer.ingest;

import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a collection from topics, on a thread of its own: what was read goes to PostgreSQL after
 * each reading, so that a row is there some hundredths of a second after its record.
 */
final class TopicFeed implements Feed, Following.Reader {
  /**
   * So that memory and the time of a transaction stay bounded where much is to be caught up with.
   */
  private static final int MOST_ROWS = 2_000;

  private static final long MOST_CHARACTERS = 16L << 20;

  /** A transaction has its price: that of a row is a small part of it. */
  private static final Duration GATHERED = Duration.ofMillis(50);

  private final DataSource database;
  private final CollectionTable table;
  private final Ingest ingest;
  private final Writes writes;
  private final RecordForm form;
  private final Following following;
  private final DependentViews dependent;

  private List<InputRecord> rows = new ArrayList<>();
  private long characters;
  private Map<String, Long> from = new HashMap<>();
  private final Map<TopicPartition, Long> passed = new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private boolean isShown;
  private volatile long behind = -1;

  /**
   * A feed that does not read yet.
   *
   * @param dependent views that are put back when queries begin to see this table
   */
  TopicFeed(
      KafkaClients clients,
      SetAside aside,
      DataSource database,
      CollectionTable table,
      RecordForm form,
      Refusals refusals,
      DependentViews dependent,
      Writes writes) {
    this.database = database;
    this.table = table;
    this.form = form;
    this.dependent = dependent;
    this.writes = writes;
    ingest = new Ingest(database, table, refusals);
    following =
        new Following(
            clients.gathering(GATHERED),
            aside,
            form.topics(),
            "nudge-collection-" + table.collection().id(),
            this);
  }

  @Override
  public void start() {
    following.start();
  }

  @Override
  public long behind() {
    return behind;
  }

  @Override
  public Optional<String> trouble() {
    return following.trouble();
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<String, Long> positions;
    try {
      positions = ingest.positions();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read how far '" + name() + "' was fed", e);
    }
    ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    from = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long stored = positions.getOrDefault(source(partition), 0L);
      boolean madeAnew = stored > ends.getOrDefault(partition, 0L);
      long start = starts.getOrDefault(partition, 0L);
      consumer.seek(partition, madeAnew ? start : Math.max(start, stored));
      from.put(source(partition), stored);
    }
    clear();
    this.consumer = consumer;
    lookBehind();
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    int before = rows.size();
    form.read(record, table.deletes(), rows);
    for (InputRecord row : rows.subList(before, rows.size())) {
      characters += row.record() == null ? 0 : row.record().length();
    }
    pass(record);
    if (rows.size() >= MOST_ROWS || characters >= MOST_CHARACTERS) {
      keep(true);
    }
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {
    passed.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }

  @Override
  public void keep(boolean now) {
    if (!passed.isEmpty()) {
      Map<String, Long> to = new HashMap<>();
      passed.forEach((partition, next) -> to.put(source(partition), next));
      try {
        ingest.take(rows, from, to);
        writes.written(table.collection(), rows);
      } catch (SQLException e) {
        throw new IllegalStateException("cannot feed '" + name() + "'", e);
      }
      from.putAll(to);
      clear();
    }
    lookBehind();
  }

  /** Read up to where the topics went when it began, its table takes the place of the former. */
  private void lookBehind() {
    Consumer<byte[], byte[]> now = consumer;
    if (now == null) {
      return;
    }
    long missing = 0;
    boolean reached = true;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      missing += now.currentLag(end.getKey()).orElse(0);
      reached &= now.position(end.getKey()) >= end.getValue();
    }
    behind = missing;
    if (reached && !isShown) {
      try {
        table.show(database, dependent);
        isShown = true;
      } catch (SQLException e) {
        throw new IllegalStateException("cannot show '" + name() + "'", e);
      }
    }
  }

  private void clear() {
    rows = new ArrayList<>();
    characters = 0;
    passed.clear();
  }

  private String name() {
    return table.collection().id();
  }

  private static String source(TopicPartition partition) {
    return partition.topic() + '-' + partition.partition();
  }

  @Override
  public void close() {
    following.close();
  }
}
