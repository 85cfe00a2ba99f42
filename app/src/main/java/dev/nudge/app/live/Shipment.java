package dev.nudge.app.live;

import dev.nudge.app.input.Input;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.PendingWrites;
import dev.nudge.app.terminal.Progress;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Lines on their way to Kafka. Memory is bounded by the longest line and the producer's buffer.
 *
 * @param source where the lines come from, for people
 * @param target where to
 */
record Shipment<T>(String source, Input<T> input, LineForm<T> form, Target target) {
  /** In bytes: what Kafka takes where nobody has set it, less what goes around a value. */
  private static final int LARGEST = 1_000_000;

  /** In characters, of a line that is kept as rejected. */
  private static final int SHOWN = 100_000;

  /**
   * Sends all lines.
   *
   * @param rate how many a second at most
   */
  Sent send(Cluster cluster, double rate, Terminal terminal) throws IOException {
    cluster.require(List.of(target.topic(), target.rejected()));
    Progress progress = new Progress(terminal, input.bytesTotal());
    Map<String, Long> reasons = new TreeMap<>();
    long sent = 0;
    long likeSeconds = 0;
    long begin = System.nanoTime();
    try (PendingWrites writes = new PendingWrites(cluster.producer())) {
      while (input.next()) {
        Parsed<T> parsed = input.parsed();
        if (parsed instanceof Parsed.Accepted<T> accepted) {
          byte[] value = form.value().apply(accepted.value());
          long time = form.time().applyAsLong(accepted.value());
          Optional<Rejection> why = why(value, time);
          if (why.isPresent()) {
            reject(why.get(), writes, reasons);
          } else {
            writes.send(target.topic(), form.key().apply(accepted.value()), value);
            sent++;
            likeSeconds += Plausible.looksLikeSeconds(time) ? 1 : 0;
          }
        } else {
          reject(((Parsed.Rejected<T>) parsed).rejection(), writes, reasons);
        }
        progress.at(sent, input.bytesRead());
        pace(begin, sent, rate);
      }
      writes.flush();
    }
    progress.end();
    return new Sent(
        target.shown(),
        sent,
        input.passedOver(),
        likeSeconds,
        reasons,
        (System.nanoTime() - begin) / 1e9);
  }

  /** Why Kafka or the job would not take it. */
  private Optional<Rejection> why(byte[] value, long time) {
    if (value.length > LARGEST) {
      return Optional.of(
          new Rejection("too large", value.length + " bytes; Kafka takes " + LARGEST));
    }
    boolean ahead =
        form.isOfEvents() && time - System.currentTimeMillis() > target.ahead().toMillis();
    return ahead
        ? Optional.of(new Rejection("ahead of its time", IsoTime.format(time)))
        : Optional.empty();
  }

  private void reject(Rejection rejection, PendingWrites writes, Map<String, Long> reasons) {
    String raw = input.raw();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("source", source + ":" + input.line());
    if (!target.source().isEmpty()) {
      line.put("source_name", target.source());
    }
    line.put("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      line.put("detail", rejection.detail());
    }
    line.put("raw", raw.length() > SHOWN ? raw.substring(0, SHOWN) + "..." : raw);
    writes.send(target.rejected(), source, JsonObject.write(line));
    reasons.merge(rejection.reason(), 1L, Long::sum);
  }

  private static void pace(long begin, long sent, double rate) {
    long due = begin + (long) (sent / rate * 1e9);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
