package dev.nudge.importer.ververica;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.importer.draft.JsonKeys;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How often a node happens.
 *
 * @param properties {@code SINGLE}, {@code LOOPING}, {@code TIMES}, {@code OPTIONAL}, {@code
 *     GREEDY}
 * @param min at least 1
 * @param max at least min; {@link #UNBOUNDED} for no bound
 * @param inner what may lie between: {@code STRICT}, {@code SKIP_TILL_NEXT}, {@code SKIP_TILL_ANY}
 * @param within less than this between the events
 * @param fields where all of that stands
 */
record Quantifier(
    Set<String> properties,
    int min,
    int max,
    String inner,
    Optional<Duration> within,
    Optional<Fields> fields) {
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int MOST = 1_000;
  private static final String RELAXED = "SKIP_TILL_NEXT";
  private static final List<String> STRATEGIES = List.of("STRICT", RELAXED, "SKIP_TILL_ANY");
  private static final List<String> PROPERTIES =
      List.of("SINGLE", "LOOPING", "TIMES", "OPTIONAL", "GREEDY");

  /** Reads the quantifier of a node. One that is not there means once. */
  static Quantifier read(Fields node) {
    Optional<Fields> opened = JsonKeys.open(node, "quantifier", RuleKeys.QUANTIFIER);
    if (opened.isEmpty()) {
      return new Quantifier(Set.of(), 1, 1, RELAXED, Optional.empty(), Optional.empty());
    }
    Fields fields = opened.get();
    Set<String> properties = new HashSet<>();
    for (Node property : fields.list("properties", "properties")) {
      JsonKeys.word(fields, property, "properties", PROPERTIES, Words.MEANT)
          .ifPresent(properties::add);
    }
    Optional<Fields> times = JsonKeys.open(fields, "times", RuleKeys.TIMES);
    boolean loops = properties.contains("LOOPING");
    boolean counts = properties.contains("TIMES");
    if (counts && times.isEmpty()) {
      fields.error(fields.position(), "'TIMES' needs 'times', such as {\"from\": 3, \"to\": 3}");
    }
    if (!loops && !counts && times.isPresent()) {
      fields.warning(
          fields.keyPosition("times"), "'times' has no effect without 'TIMES' or 'LOOPING'");
    }
    int min = times.filter(read -> loops || counts).map(read -> from(read)).orElse(1);
    int max = loops ? UNBOUNDED : counts && times.isPresent() ? to(times.get(), min) : min;
    Optional<Duration> within =
        times
            .filter(read -> loops || counts)
            .flatMap(read -> LengthOfTime.read(read, "windowTime"));
    return new Quantifier(properties, min, max, inner(fields), within, opened);
  }

  private static int from(Fields times) {
    times.require("from", "a whole number");
    return times.integer("from", 1, MOST).orElse(1);
  }

  private static int to(Fields times, int min) {
    int max = times.integer("to", 1, MOST).orElse(min);
    if (max < min) {
      times.error(times.position("to"), "'to' must not be less than 'from'");
    }
    return max;
  }

  /** Where both are there, the first says how the node follows the one before, as its edge does. */
  private static String inner(Fields fields) {
    Optional<String> strategy = JsonKeys.word(fields, "consumingStrategy", STRATEGIES, Words.MEANT);
    return (fields.has("innerConsumingStrategy")
            ? JsonKeys.word(fields, "innerConsumingStrategy", STRATEGIES, Words.MEANT)
            : strategy)
        .orElse(RELAXED);
  }

  /** Whether the other one stands for the same. */
  boolean saysAs(Quantifier other) {
    return properties.equals(other.properties) && min == other.min && max == other.max;
  }

  boolean isOnce() {
    return min == 1 && max == 1;
  }

  boolean isPlain() {
    return isOnce() && !has("OPTIONAL") && !has("GREEDY");
  }

  boolean isRelaxed() {
    return inner.equals(RELAXED);
  }

  boolean has(String property) {
    return properties.contains(property);
  }
}
