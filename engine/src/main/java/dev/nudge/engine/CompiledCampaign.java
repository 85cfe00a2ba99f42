package dev.nudge.engine;

import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.expression.Template;
import dev.nudge.engine.firing.Policy;
import dev.nudge.engine.firing.Rules;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.pattern.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a campaign, ready to run. Times are milliseconds since 1970-01-01T00:00Z; an
 * absent bound is {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE}.
 *
 * @param index its number in the set; -1 before it is in one
 * @param life with which version the campaign began, or began anew after its end
 * @param publishedAt it applies to events from this time on
 * @param supersededAt and to events before this time
 * @param paused its runs go on, in silence: nothing fires
 * @param topic where its triggers go, if not where all go
 * @param program null for a campaign of measures and a condition
 * @param patternKey under which its runs are kept
 * @param measures in document order
 * @param reads the fields that its expressions select
 * @param wholeEvents whether its triggers tell all of the events that matched
 * @param rules what it says of its candidates
 * @param policy what it says of those of all campaigns; it fires nothing then
 * @param sources of its expressions; null unless somebody may ask
 */
record CompiledCampaign(
    int index,
    String id,
    int version,
    int life,
    long publishedAt,
    long supersededAt,
    long from,
    long until,
    boolean paused,
    Optional<String> topic,
    @Nullable Expression audience,
    @Nullable Expression when,
    @Nullable OfferTemplate offer,
    @Nullable Template entered,
    @Nullable Template fired,
    @Nullable Program program,
    long patternKey,
    List<NamedMeasure> measures,
    Set<String> reads,
    boolean wholeEvents,
    Rules rules,
    @Nullable Policy policy,
    @Nullable Sources sources) {

  /** A measure under the name the campaign gave it. */
  record NamedMeasure(String name, MeasurePlan plan) {}

  /** This version in a set. */
  CompiledCampaign placed(int place, long superseded) {
    return new CompiledCampaign(
        place,
        id,
        version,
        life,
        publishedAt,
        superseded,
        from,
        until,
        paused,
        topic,
        audience,
        when,
        offer,
        entered,
        fired,
        program,
        patternKey,
        measures,
        reads,
        wholeEvents,
        rules,
        policy,
        sources);
  }

  boolean appliesAt(long time) {
    return publishedAt <= time && time < supersededAt;
  }

  boolean mayFireAt(long time) {
    return from <= time && time < until;
  }
}
