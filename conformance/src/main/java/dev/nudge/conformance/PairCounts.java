package dev.nudge.conformance;

import dev.nudge.conformance.pattern.Feature;
import dev.nudge.conformance.pattern.PatternCase;
import dev.nudge.conformance.verdict.Excluded;
import dev.nudge.conformance.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Counts what came of the pairs; may be told by several threads. */
final class PairCounts {
  private final Map<Excluded, Integer> excluded = new EnumMap<>(Excluded.class);
  private final Map<Excluded, Integer> excludedDiffering = new EnumMap<>(Excluded.class);
  private final Map<Feature, Integer> compared = new EnumMap<>(Feature.class);
  private final Map<Feature, Integer> matching = new EnumMap<>(Feature.class);
  private final List<Integer> failures = new ArrayList<>();
  private int pairs;
  private int withMatches;
  private int withTimeouts;

  synchronized void add(int number, PatternCase pair, Verdict verdict) {
    pairs++;
    verdict
        .excluded()
        .ifPresent(
            by -> {
              excluded.merge(by, 1, Integer::sum);
              if (verdict.difference().isPresent()) {
                excludedDiffering.merge(by, 1, Integer::sum);
              }
            });
    if (verdict.isFailure()) {
      failures.add(number);
    }
    if (!verdict.isCompared()) {
      return;
    }
    boolean matches = !verdict.all().matches().isEmpty();
    withMatches += matches ? 1 : 0;
    withTimeouts += verdict.all().timedOut().isEmpty() ? 0 : 1;
    for (Feature feature : Feature.of(pair)) {
      compared.merge(feature, 1, Integer::sum);
      if (matches) {
        matching.merge(feature, 1, Integer::sum);
      }
    }
  }

  /** How many pairs there were. */
  synchronized int pairs() {
    return pairs;
  }

  /** The numbers of the pairs in which the engines differ and must not, in order. */
  synchronized List<Integer> failures() {
    List<Integer> sorted = new ArrayList<>(failures);
    Collections.sort(sorted);
    return sorted;
  }

  /** In how many pairs that were compared the feature was there and Flink found a match. */
  synchronized int matching(Feature feature) {
    return matching.getOrDefault(feature, 0);
  }

  /** In how many pairs that were compared a run of Flink's timed out. */
  synchronized int withTimeouts() {
    return withTimeouts;
  }

  /** How many pairs fell into a class. */
  synchronized int excluded(Excluded by) {
    return excluded.getOrDefault(by, 0);
  }

  /** For people. */
  synchronized String table() {
    StringBuilder text = new StringBuilder();
    row(text, "feature", "pairs compared", "with a match");
    for (Feature feature : Feature.values()) {
      row(
          text,
          feature.words(),
          String.valueOf(compared.getOrDefault(feature, 0)),
          String.valueOf(matching(feature)));
    }
    text.append('\n');
    row(text, "excluded", "pairs", "that differ");
    for (Excluded by : Excluded.values()) {
      row(
          text,
          by.words(),
          String.valueOf(excluded(by)),
          String.valueOf(excludedDiffering.getOrDefault(by, 0)));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String first, String second) {
    text.append(String.format(Locale.ROOT, "%-40s %16s %14s%n", name, first, second));
  }

  /** One line of JSON. */
  synchronized String json(long seed) {
    StringJoiner classes = new StringJoiner(",", "{", "}");
    for (Excluded by : Excluded.values()) {
      classes.add("\"" + by.name().toLowerCase(Locale.ROOT) + "\":" + excluded(by));
    }
    StringJoiner features = new StringJoiner(",", "{", "}");
    for (Feature feature : Feature.values()) {
      features.add("\"" + feature.name().toLowerCase(Locale.ROOT) + "\":" + matching(feature));
    }
    return "{\"pairs\":%d,\"seed\":%d,\"differences\":%d,\"with_matches\":%d,\"with_timeouts\":%d,\"excluded\":%s,\"features\":%s}"
        .formatted(pairs, seed, failures.size(), withMatches, withTimeouts, classes, features);
  }
}
