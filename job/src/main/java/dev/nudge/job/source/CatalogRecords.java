package dev.nudge.job.source;

import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Things of the catalogue; a record without a value removes the thing that its key names. Of a
 * table's changes, the delete before it has done so.
 */
final class CatalogRecords extends MappedReader<CatalogEntry> {
  private static final long serialVersionUID = 1;

  CatalogRecords(Settings settings) {
    this(settings.topics().catalog(), settings.topics().rejected());
  }

  CatalogRecords(Settings.Source source, String rejectedTopic) {
    super(source, rejectedTopic);
  }

  @Override
  LineReader<CatalogEntry> lines(Mapping mapping) {
    passOverTombstones(mapping.catalogHasTombstones());
    return mapping
        .catalog()
        .orElseThrow(() -> new IllegalStateException("the mapping of the catalogue has none"))
        .json();
  }

  @Override
  Message message(ConsumerRecord<byte[], byte[]> record, CatalogEntry entry) {
    return new Message.Catalogued(
        entry.key(), entry.removed() ? Optional.empty() : Optional.of(entry.properties()));
  }

  @Override
  Message deleted(ConsumerRecord<byte[], byte[]> record) {
    return passesOverTombstones()
        ? new Message.PassedOver()
        : new Message.Catalogued(RecordReader.key(record), Optional.empty());
  }
}
