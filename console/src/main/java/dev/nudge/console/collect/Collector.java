package dev.nudge.console.collect;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.collect.EventForm.Canonical;
import dev.nudge.console.collect.EventForm.Piece;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.json.Parsed;
import dev.nudge.stream.RecordBound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Writes events to their topic, by user, in canonical form, and answers when Kafka has them. What
 * cannot be used is answered with the reason.
 */
@Component
final class Collector {
  private final BoundedWriter writer;
  private final RecordBound bound;
  private final EventsTopic topic;
  private final Clock clock;

  Collector(BoundedWriter writer, RecordBound bound, ConsoleSettings settings, Clock clock) {
    this.writer = writer;
    this.bound = bound;
    this.topic = new EventsTopic(settings);
    this.clock = clock;
  }

  /**
   * What became of a body.
   *
   * @param accepted how many events Kafka has
   * @param rejected the others, by their index in the body, from 0
   */
  record Outcome(int accepted, List<Rejected> rejected) {}

  /** An event that cannot be used. */
  record Rejected(int index, String reason) {}

  /**
   * Writes the events of a body: one object, or an array of them.
   *
   * @param own the only user whose events are taken, where there is one
   * @throws ApiException if the body is no JSON or too large, or too much is under way
   */
  CompletableFuture<Outcome> collect(byte[] body, Optional<String> own) {
    topic.require();
    List<Body.Part> parts;
    try {
      parts = Body.parts(body);
    } catch (Body.NotJson e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
    return collect(
        parts.stream()
            .map(part -> Parsed.accepted(new Piece(body, part.from(), part.to())))
            .toList(),
        body.length,
        own);
  }

  /**
   * Writes events, each the JSON of one or already refused.
   *
   * @param bytes that they hold in memory
   */
  CompletableFuture<Outcome> collect(List<Parsed<Piece>> pieces, long bytes, Optional<String> own) {
    String to = topic.require();
    EventsTopic.requireFew(pieces.size());
    long now = clock.millis();
    int most = bound.of(to);
    EventForm form =
        own.map(user -> EventForm.ofUser(user, now, most))
            .orElseGet(() -> EventForm.ofAll(now, most));
    List<Rejected> rejected = new ArrayList<>();
    List<BoundedWriter.Outgoing> events = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Parsed<Canonical> read = read(pieces.get(i), form);
      if (read instanceof Parsed.Accepted<Canonical> event) {
        events.add(new BoundedWriter.Outgoing(i, to, event.value().key(), event.value().value()));
      } else if (read instanceof Parsed.Rejected<Canonical> refused) {
        rejected.add(new Rejected(i, refused.rejection().toString()));
      }
    }
    writer.take(bytes);
    return writer
        .write(events)
        .whenComplete((refused, failure) -> writer.give(bytes))
        .thenApply(
            refused ->
                new Outcome(
                    events.size() - refused.size(),
                    Stream.concat(
                            rejected.stream(),
                            refused.stream().map(one -> new Rejected(one.index(), one.reason())))
                        .sorted(Comparator.comparingInt(Rejected::index))
                        .toList()));
  }

  private static Parsed<Canonical> read(Parsed<Piece> piece, EventForm form) {
    if (piece instanceof Parsed.Rejected<Piece> refused) {
      return new Parsed.Rejected<>(refused.rejection());
    }
    return form.read(((Parsed.Accepted<Piece>) piece).value());
  }
}
