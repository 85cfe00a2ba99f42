package dev.nudge.engine.story;

import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.Comparison;
import dev.nudge.engine.expression.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Conditions that are not so, in words where they are no more than comparisons with constants
 * ({@code tier is silver, not gold}), as they are written where they are anything else.
 */
final class FailedConditions {
  private final Phrases phrases;
  private final NamedThings names;

  FailedConditions(Phrases phrases, NamedThings names) {
    this.phrases = phrases;
    this.names = names;
  }

  /** Which of them are not so, and what they read. */
  String of(List<Check> checks) {
    return phrases.and(
        checks.stream()
            .filter(check -> !check.outcome().holds())
            .map(check -> inWords(check).orElseGet(() -> asWritten(check)))
            .toList());
  }

  private Optional<String> inWords(Check check) {
    return check
        .comparison()
        .flatMap(
            comparison ->
                check.readings().stream()
                    .filter(reading -> reading.text().equals(comparison.what()))
                    .findFirst()
                    .or(() -> Optional.of(check.outcome()).filter(it -> isOf(it, comparison)))
                    .flatMap(reading -> inWords(comparison, reading)));
  }

  /** A name alone is the whole condition, and what it reads. */
  private static boolean isOf(Reading outcome, Comparison comparison) {
    return outcome.text().equals(comparison.what());
  }

  private Optional<String> inWords(Comparison comparison, Reading reading) {
    String what = names.read(comparison.what());
    if (reading.value().isEmpty()) {
      return Optional.of(phrases.say("not.known", what));
    }
    Object value = reading.value().get();
    String is = value(comparison, value);
    List<String> wanted =
        comparison.constants().stream().map(constant -> value(comparison, constant)).toList();
    boolean mustBe =
        comparison.relation() == Comparison.Relation.IS
            || comparison.relation() == Comparison.Relation.ONE_OF;
    boolean isOfAnotherKind =
        comparison.constants().stream().anyMatch(Boolean.class::isInstance)
            && !(value instanceof Boolean || value instanceof List<?>);
    if (isOfAnotherKind || isIncomparable(comparison, value) || (mustBe && wanted.contains(is))) {
      return Optional.empty(); // the text 'yes' is not true, nor is the text '1' the number
    }
    return Optional.of(
        phrases.say(
            "not." + comparison.relation().name().toLowerCase(Locale.ROOT),
            what,
            is,
            phrases.or(wanted)));
  }

  /** The text '60' is neither more nor less than the number 50. */
  private static boolean isIncomparable(Comparison comparison, Object value) {
    return switch (comparison.relation()) {
      case UNDER, AT_MOST, OVER, AT_LEAST ->
          comparison.constants().stream()
              .anyMatch(constant -> constant instanceof Number != value instanceof Number);
      default -> false;
    };
  }

  private String value(Comparison comparison, Object value) {
    return value instanceof String type && names.isType(comparison.what())
        ? names.type(type)
        : phrases.value(value);
  }

  private String asWritten(Check check) {
    String text = check.outcome().text();
    List<String> values =
        check.readings().stream()
            .filter(reading -> !reading.text().equals(text) || reading.value().isEmpty())
            .map(this::read)
            .toList();
    return values.isEmpty()
        ? phrases.say("check.alone", text)
        : phrases.say("check.values", text, phrases.and(values));
  }

  private String read(Reading reading) {
    return reading
        .value()
        .map(value -> phrases.say("check.value", reading.text(), Wording.value(value)))
        .orElseGet(() -> phrases.say("check.missing", reading.text()));
  }
}
