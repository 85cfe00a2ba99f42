package dev.nudge.conformance.verdict;

import dev.nudge.conformance.flink.FlinkResult;
import dev.nudge.conformance.flink.FlinkResult.Trouble;
import dev.nudge.conformance.pattern.Pattern;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The classes of cases in which Flink CEP is wrong by its own words, or refuses. Each has its
 * smallest example in docs/flink-cep.md. Nothing else may differ.
 */
public enum Excluded {
  /** Flink never ends on a repetition of a group that may be empty. */
  ENDLESS(found -> isTrouble(found, Trouble.Kind.ENDLESS)),
  /** Neither engine is wrong: there are more runs than Nudge keeps. */
  TOO_MANY_RUNS(found -> isTrouble(found, Trouble.Kind.TOO_MANY_RUNS)),
  /** Flink throws. */
  THROWN(found -> isTrouble(found, Trouble.Kind.THROWN)),
  /** Flink knows no steps of groups in a skip strategy: compared by the rule. */
  SKIP_INTO_GROUP(
      found ->
          found.own.trouble().isPresent()
              && found.own.trouble().get().words().contains("AfterMatchSkipStrategy")),
  /** Flink holds a match back while a run that began earlier is open: compared by the rule. */
  HELD_BACK(found -> found.own.heldBack());

  private record Found(Pattern pattern, FlinkResult all, FlinkResult own) {}

  private final Predicate<Found> predicate;

  Excluded(Predicate<Found> predicate) {
    this.predicate = predicate;
  }

  /** The class of a case, where it is in one. */
  static Optional<Excluded> of(Pattern pattern, FlinkResult all, FlinkResult own) {
    Found found = new Found(pattern, all, own);
    for (Excluded excluded : values()) {
      if (excluded.predicate.test(found)) {
        return Optional.of(excluded);
      }
    }
    return Optional.empty();
  }

  /** Whether the engines are compared all the same, by the documented rule of skipping. */
  public boolean isComparedByRule() {
    return this == SKIP_INTO_GROUP || this == HELD_BACK;
  }

  /** {@code held back}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static boolean isTrouble(Found found, Trouble.Kind kind) {
    return found.all.trouble().isPresent() && found.all.trouble().get().kind() == kind;
  }
}
