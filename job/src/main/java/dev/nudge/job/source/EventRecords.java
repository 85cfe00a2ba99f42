package dev.nudge.job.source;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events. One without a time happened when it was written; one that happened long after it was
 * written is not believed.
 */
final class EventRecords extends MappedReader<Event> {
  private static final long serialVersionUID = 1;

  private final int number;
  private final long ahead;
  private final Settings.Enrichment enrichment;
  private transient @Nullable Enricher enricher;

  EventRecords(Settings.Source source, Settings settings) {
    super(source, settings.topics().rejected());
    this.number = settings.topics().events().indexOf(source);
    this.ahead = settings.time().ahead().toMillis();
    this.enrichment = settings.enrichment();
  }

  @Override
  public void open() throws Exception {
    super.open();
    enricher = Enricher.open(enrichment);
  }

  @Override
  LineReader<Event> lines(Mapping mapping) {
    passOverTombstones(mapping.eventsHaveTombstones());
    return mapping.events().json();
  }

  @Override
  Message message(ConsumerRecord<byte[], byte[]> record, Event event) {
    if (event.time() - record.timestamp() > ahead) {
      return unusable(
          record,
          new Rejection(
              "ahead of its time",
              IsoTime.format(event.time()) + ", written at " + IsoTime.format(record.timestamp())));
    }
    return new Message.Happened(
        Objects.requireNonNull(enricher).enrich(event),
        record.timestamp(),
        new Message.Origin(number, record.partition()));
  }
}
