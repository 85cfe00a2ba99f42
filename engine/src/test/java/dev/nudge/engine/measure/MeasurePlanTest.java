package dev.nudge.engine.measure;

import static dev.nudge.engine.measure.Measuring.PUBLISHED;
import static dev.nudge.engine.measure.Measuring.event;
import static dev.nudge.engine.measure.Measuring.over;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.measure.Measuring.Draft;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurePlanTest {
  private static final Draft SUM =
      Draft.of(Aggregates.SUM, over(Duration.ofDays(30))).events("purchase", "refund");

  @Test
  void equalMeasuresHaveOneFingerprintWhateverTheOrderOfTheirTypes() {
    assertThat(SUM.events("refund", "purchase", "refund").plan().fingerprint())
        .isEqualTo(SUM.plan().fingerprint());
    assertThat(SUM.plan(PUBLISHED.plusSeconds(1)).fingerprint())
        .as("a sliding window does not depend on the publication")
        .isEqualTo(SUM.plan().fingerprint());
  }

  @Test
  void theFingerprintNeverChanges() {
    assertThat(SUM.plan().fingerprint()).isEqualTo(8365885863161241004L);
  }

  @Test
  void whateverChangesTheValueChangesTheFingerprint() {
    Window since = between(Duration.ZERO);
    List<MeasurePlan> different =
        List.of(
            SUM.plan(),
            SUM.events("purchase").plan(),
            SUM.anyEvent().plan(),
            SUM.events("purchase refund").plan(),
            SUM.where("ok").plan(),
            SUM.by("ok").plan(),
            Draft.of(Aggregates.AVG, over(Duration.ofDays(30))).events("purchase", "refund").plan(),
            Draft.of(Aggregates.SUM, over(Duration.ofDays(31))).events("purchase", "refund").plan(),
            Draft.of(Aggregates.SUM, since).events("purchase", "refund").plan(),
            Draft.of(Aggregates.SUM, since)
                .events("purchase", "refund")
                .plan(PUBLISHED.plusMillis(1)),
            Draft.of(Aggregates.TOP, since).k(2).plan(),
            Draft.of(Aggregates.TOP, since).k(3).plan(),
            Draft.of(Aggregates.COUNT, since).then("a").then("b").plan(),
            Draft.of(Aggregates.COUNT, since).then("b").then("a").plan(),
            Draft.of(Aggregates.COUNT, since).then("a").then("*").plan(),
            Draft.of(Aggregates.COUNT, since).plan());
    Set<Long> fingerprints = new HashSet<>();
    different.forEach(plan -> fingerprints.add(plan.fingerprint()));
    assertThat(fingerprints).hasSameSizeAs(different);
  }

  private static Window between(Duration offset) {
    return new Window.Between(new Window.Bound.Publish(offset), Optional.empty());
  }

  @Test
  void itKnowsItsTypeAndTheEventsItLooksAt() {
    assertThat(SUM.plan().type()).isEqualTo(Scope.Type.DOUBLE);
    assertThat(SUM.plan().eventTypes()).hasValue(Set.of("purchase", "refund"));
    assertThat(SUM.anyEvent().plan().eventTypes()).isEmpty();
    Draft sequence = Draft.of(Aggregates.COUNT, new Window.All()).then("a").then("b");
    assertThat(sequence.plan().type()).isEqualTo(Scope.Type.INT);
    assertThat(sequence.plan().eventTypes()).hasValue(Set.of("a", "b"));
    assertThat(sequence.then("*").plan().eventTypes()).isEmpty();
    assertThat(sequence.plan().isAffectedBy(event(0, "a", Map.of()))).isTrue();
    assertThat(sequence.plan().isAffectedBy(event(0, "c", Map.of()))).isFalse();
    assertThat(SUM.by("g").plan().grouped()).isTrue();
    assertThat(Aggregates.TOP.type()).isEqualTo(Scope.Type.DOUBLES);
    assertThat(Aggregates.LAST.type()).isEqualTo(Scope.Type.DYN);
  }

  @Test
  void itSaysInWordsWhatItDoesAndWhatItMayCost() {
    assertThat(SUM.where("ok").by("product_id").plan().describe())
        .isEqualTo(
            "sum of event.v over purchase or refund where event.ok, for each event.product_id,"
                + " in the last 30d; at most 4,194,304 bytes a user in 1,000 groups,"
                + " 10,000 samples each");
    assertThat(Draft.of(Aggregates.COUNT, new Window.All()).plan().describe())
        .isEqualTo(
            "count of any event, over all kept history; at most 72 bytes a user, a running total");
    assertThat(Draft.of(Aggregates.DISTINCT, between(Duration.ofDays(-3))).plan().describe())
        .isEqualTo(
            "distinct of event.v over any event, from 2026-11-17T10:00:00Z;"
                + " at most 4,194,304 bytes a user, 10,000 different values");
    assertThat(
            Draft.of(Aggregates.COUNT, over(Duration.ofMinutes(90)))
                .then("a")
                .then("b")
                .plan()
                .describe())
        .isEqualTo(
            "count of sequences a, then b, in the last 90m;"
                + " at most 393,280 bytes a user, 10,000 samples");
  }
}
