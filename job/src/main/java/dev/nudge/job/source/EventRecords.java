package dev.nudge.job.source;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.intake.Enricher;
import dev.nudge.intake.EventIntake;
import dev.nudge.job.message.Message;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events. */
final class EventRecords extends MappedReader<Event> {
  private static final long serialVersionUID = 1;

  private final int number;
  private final Duration ahead;
  private final Settings.Enrichment enrichment;

  EventRecords(Settings.Source source, Settings settings) {
    super(source, settings.topics().rejected());
    this.number = settings.topics().events().indexOf(source);
    this.ahead = settings.time().ahead();
    this.enrichment = settings.enrichment();
  }

  @Override
  LineReader<Event> lines(Mapping mapping) throws IOException {
    passOverTombstones(mapping.eventsHaveTombstones());
    return new EventIntake(
        mapping,
        ahead,
        Enricher.open(enrichment.userAgent(), enrichment.ip(), enrichment.geoDatabase()));
  }

  @Override
  Message message(ConsumerRecord<byte[], byte[]> record, Event event) {
    return new Message.Happened(
        event, record.timestamp(), new Message.Origin(number, record.partition()));
  }
}
