package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Catalog;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * The catalogue as far as it has been read. At most 200,000 things; of more, the later ones are
 * missing here. Safe for use by several threads.
 */
@Component
public final class CatalogView implements Following.Reader {
  private static final int MOST = 200_000;

  private final Catalog catalog = new Catalog();
  private final Optional<LineReader<CatalogEntry>> reader;
  private final String property;

  /** Whether a record without a value says nothing. */
  private final boolean tombstones;

  private final Following following;

  CatalogView(KafkaClients clients, SetAside aside, ConsoleSettings settings) {
    ConsoleSettings.Source source = settings.topics().catalog();
    Mapping mapping = source.mapping();
    reader = mapping.catalog().map(Layout::json);
    property = mapping.catalogKey().orElse("");
    tombstones = mapping.catalogHasTombstones();
    following =
        new Following(clients, aside, List.of(source.topic()), "nudge-console-catalogue", this);
  }

  @PostConstruct
  void start() {
    following.start();
  }

  @PreDestroy
  void stop() {
    following.close();
  }

  /** An event with the properties of the thing that it names. */
  synchronized Event join(Event event) {
    return property.isEmpty() ? event : catalog.enrich(event, property);
  }

  /** So many things at most. */
  public synchronized List<CatalogEntry> things(int most) {
    return catalog.things().limit(most).toList();
  }

  /** What is known of a thing. */
  public synchronized Optional<Properties> thing(String key) {
    return catalog.thing(key);
  }

  /** By which property events name a thing; empty where none does. */
  public String property() {
    return property;
  }

  @Override
  public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.seekToBeginning(partitions);
  }

  @Override
  public synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null && record.key() != null && !tombstones) {
      catalog.remove(new String(record.key(), StandardCharsets.UTF_8));
    } else if (value != null && reader.isPresent()) {
      reader.get().readAll(value, 0, value.length, record.timestamp(), this::take);
    }
  }

  private void take(Parsed<CatalogEntry> read) {
    if (read instanceof Parsed.Accepted<CatalogEntry> accepted
        && (catalog.size() < MOST || accepted.value().removed())) {
      catalog.put(accepted.value());
    }
  }

  @Override
  public void pass(ConsumerRecord<byte[], byte[]> record) {}

  @Override
  public void keep(boolean now) {}
}
