package dev.nudge.job.source;

import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.job.message.Message;
import dev.nudge.job.settings.Settings;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Things of the catalogue; a record without a value removes the thing that its key names. */
final class CatalogRecords extends MappedReader<CatalogEntry> {
  private static final long serialVersionUID = 1;

  CatalogRecords(Settings settings) {
    super(settings.topics().catalog(), settings.topics().rejected());
  }

  @Override
  LineReader<CatalogEntry> lines(Mapping mapping) {
    return mapping
        .catalog()
        .orElseThrow(() -> new IllegalStateException("the mapping of the catalogue has none"))
        .json();
  }

  @Override
  Message message(ConsumerRecord<byte[], byte[]> record, CatalogEntry entry) {
    return new Message.Catalogued(entry.key(), Optional.of(entry.properties()));
  }

  @Override
  Message deleted(ConsumerRecord<byte[], byte[]> record) {
    return new Message.Catalogued(RecordReader.key(record), Optional.empty());
  }
}
