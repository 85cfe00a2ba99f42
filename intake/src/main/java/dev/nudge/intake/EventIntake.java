package dev.nudge.intake;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of one source. One without a time happened when it was written; one that
 * happened long after it was written is not believed. Serves one thread.
 */
public final class EventIntake implements LineReader<Event> {
  private final LineReader<Event> mapped;
  private final long ahead;
  private final Enricher enricher;

  /**
   * Reads events.
   *
   * @param mapping how a record's value becomes events
   * @param ahead an event is refused that says it happened longer than this after it was written
   * @param enricher adds to them
   */
  public EventIntake(Mapping mapping, Duration ahead, Enricher enricher) {
    this.mapped = mapping.events().json();
    this.ahead = ahead.toMillis();
    this.enricher = enricher;
  }

  @Override
  public Parsed<Event> read(byte[] bytes, int from, int to, long arrival) {
    return take(mapped.read(bytes, from, to, arrival), arrival);
  }

  @Override
  public void readAll(byte[] bytes, int from, int to, long arrival, Consumer<Parsed<Event>> into) {
    mapped.readAll(bytes, from, to, arrival, parsed -> into.accept(take(parsed, arrival)));
  }

  /**
   * The same of the events of one user alone, so that nothing is added to those of others; what
   * cannot be used has no user, and is handed on.
   */
  public void readAll(
      byte[] bytes, long arrival, Optional<String> user, Consumer<Parsed<Event>> into) {
    mapped.readAll(
        bytes,
        0,
        bytes.length,
        arrival,
        parsed -> {
          if (user.isEmpty() || isOf(user.get(), parsed)) {
            into.accept(take(parsed, arrival));
          }
        });
  }

  private static boolean isOf(String user, Parsed<Event> parsed) {
    return !(parsed instanceof Parsed.Accepted<Event> accepted)
        || user.equals(accepted.value().user());
  }

  @SuppressWarnings("ReferenceEquality") // itself where nothing follows from it, which is the rule
  private Parsed<Event> take(Parsed<Event> parsed, long arrival) {
    if (!(parsed instanceof Parsed.Accepted<Event> accepted)) {
      return parsed;
    }
    Event event = accepted.value();
    if (arrival != IsoTime.NONE && event.time() - arrival > ahead) {
      return new Parsed.Rejected<>(
          new Rejection(
              "ahead of its time",
              IsoTime.format(event.time()) + ", written at " + IsoTime.format(arrival)));
    }
    Event enriched = enricher.enrich(event);
    return enriched == event ? parsed : new Parsed.Accepted<>(enriched);
  }
}
