package dev.nudge.bench.all;

import java.util.Map;
import java.util.Optional;

/**
 * What a figure should come to.
 *
 * @param value at least this; or, where less is better, at most this
 */
record Aim(double value, boolean lessIsBetter) {
  /** By bench and key, a space between. */
  private static final Map<String, Aim> ALL =
      Map.ofEntries(
          Map.entry("engine hand_written", atLeast(1.0 / 3)),
          Map.entry("engine idle_event", atLeast(0.5)),
          Map.entry("campaigns 10000_to_10", atMost(2)),
          Map.entry("campaigns 100000_to_10", atMost(3)),
          Map.entry("state heap_bytes_a_user", atMost(600)),
          Map.entry("state checkpoint_bytes_a_user", atMost(400)),
          Map.entry("state after_forgetting", atMost(1.05)),
          Map.entry("load seconds_10000", atMost(3)),
          Map.entry("flink to_cep", atLeast(30)),
          Map.entry("flink to_pass", atLeast(0.4)),
          Map.entry("flink rocksdb_to_heap", atLeast(0.5)),
          Map.entry("checkpoint heap_p99_to_quiet", atMost(3)),
          Map.entry("checkpoint rocksdb_p99_to_quiet", atMost(3)),
          Map.entry("kafka to_pass", atLeast(2.0 / 3)),
          Map.entry("latency p99_to_pass_at_50", atMost(3)),
          Map.entry("publish p99_ms", atMost(1000)),
          Map.entry("replay to_parse", atLeast(0.5)),
          Map.entry("up events_per_s", atLeast(40_000)),
          Map.entry("up to_copy", atLeast(0.5)));

  private static Aim atLeast(double value) {
    return new Aim(value, false);
  }

  private static Aim atMost(double value) {
    return new Aim(value, true);
  }

  /** The aim of a figure; none where it is only told. */
  static Optional<Aim> of(String bench, String key) {
    return Optional.ofNullable(ALL.get(bench + " " + key));
  }

  /** How far a number is: 1 for just there, more for better. */
  double reached(double number) {
    return lessIsBetter ? value / number : number / value;
  }
}
