package dev.nudge.app.live;

import dev.nudge.app.input.Input;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.Deliveries;
import dev.nudge.app.terminal.Progress;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Plausible;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Lines on their way to Kafka. Memory is bounded by the longest line and the producer's buffer.
 *
 * @param source where the lines come from, for people
 * @param target the topic
 * @param rejected the topic of lines that cannot be used
 */
record Shipment<T>(
    String source, Input<T> input, Canonical<T> form, String target, String rejected) {
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
    cluster.require(List.of(target, rejected));
    Progress progress = new Progress(terminal, input.bytesTotal());
    Map<String, Long> reasons = new TreeMap<>();
    long sent = 0;
    long likeSeconds = 0;
    long begin = System.nanoTime();
    try (Deliveries deliveries = new Deliveries(cluster.producer())) {
      while (input.next()) {
        Parsed<T> parsed = input.parsed();
        if (parsed instanceof Parsed.Accepted<T> accepted) {
          byte[] value = form.value().apply(accepted.value());
          if (value.length <= LARGEST) {
            deliveries.send(target, form.key().apply(accepted.value()), value);
            sent++;
            likeSeconds += looksLikeSeconds(accepted.value()) ? 1 : 0;
          } else {
            reject(
                new Rejection("too large", value.length + " bytes; Kafka takes " + LARGEST),
                deliveries,
                reasons);
          }
        } else {
          reject(((Parsed.Rejected<T>) parsed).rejection(), deliveries, reasons);
        }
        progress.at(sent, input.bytesRead());
        pace(begin, sent, rate);
      }
      deliveries.flush();
    }
    progress.end();
    return new Sent(target, sent, likeSeconds, reasons, (System.nanoTime() - begin) / 1e9);
  }

  private static boolean looksLikeSeconds(Object line) {
    return line instanceof Event event
        ? Plausible.looksLikeSeconds(event.time())
        : line instanceof ProfileUpdate update
            && Plausible.looksLikeSeconds(update.time().orElse(IsoTime.NONE));
  }

  private void reject(Rejection rejection, Deliveries deliveries, Map<String, Long> reasons) {
    String raw = input.raw();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("source", source + ":" + input.line());
    line.put("reason", rejection.reason());
    if (!rejection.detail().isEmpty()) {
      line.put("detail", rejection.detail());
    }
    line.put("raw", raw.length() > SHOWN ? raw.substring(0, SHOWN) + "..." : raw);
    deliveries.send(rejected, source, JsonObject.write(line));
    reasons.merge(rejection.reason(), 1L, Long::sum);
  }

  private static void pace(long begin, long sent, double rate) {
    long due = begin + (long) (sent / rate * 1e9);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
