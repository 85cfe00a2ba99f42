package dev.nudge.console.kafka;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.ConsoleSettings.Source;
import dev.nudge.engine.event.Event;
import dev.nudge.intake.Enricher;
import dev.nudge.intake.EventIntake;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Events as the job sees them, with all that it adds: device, country, and what the catalogue knows
 * of the thing that an event names. Safe for use by several threads.
 */
@Component
public final class EventView {
  private static final Logger LOG = LoggerFactory.getLogger(EventView.class);

  private final List<Source> sources;
  private final Duration ahead;
  private final Enricher enricher;
  private final CatalogView catalog;
  private final Clock clock;

  EventView(ConsoleSettings settings, CatalogView catalog, Clock clock) throws IOException {
    this.clock = clock;
    this.sources = settings.topics().events();
    this.ahead = settings.ahead();
    this.enricher = enricher(settings);
    this.catalog = catalog;
  }

  /** The file with the countries may be on the machines of a cluster alone. */
  private static Enricher enricher(ConsoleSettings settings) throws IOException {
    try {
      return Enricher.open(settings.userAgent(), settings.ip(), settings.geoDatabase());
    } catch (IOException e) {
      LOG.warn(
          "events have no country here, so that trials and 'why' do not know it: {} cannot be read ({})",
          settings.geoDatabase(),
          e.toString());
      return Enricher.open(settings.userAgent(), "", "");
    }
  }

  /** An event that was kept as it came, or never sent. */
  public Event of(Event event) {
    return catalog.join(enricher.enrich(event));
  }

  /** Whether an event would be ahead of its time if it were written now: the job has refused it. */
  public boolean isAhead(Event event) {
    return event.time() - clock.millis() > ahead.toMillis();
  }

  /** Reads the records of all topics of events; serves one thread. */
  public EventTopics topics() {
    return new EventTopics(sources, this);
  }

  EventIntake reader(Source source) {
    return new EventIntake(source.mapping(), ahead, enricher);
  }

  /** With what the catalogue knows. */
  Event joined(Event event) {
    return catalog.join(event);
  }
}
