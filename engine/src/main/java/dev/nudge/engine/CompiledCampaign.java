package dev.nudge.engine;

import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.expression.Template;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.pattern.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a campaign, ready to run. Times are milliseconds since 1970-01-01T00:00Z; an
 * absent bound is {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE}.
 *
 * @param index its number in the set
 * @param publishedAt it applies to events from this time on
 * @param supersededAt and to events before this time
 * @param program null for a campaign of measures and a condition
 * @param patternKey under which its runs are kept
 * @param measures in document order
 */
record CompiledCampaign(
    int index,
    String id,
    int version,
    long publishedAt,
    long supersededAt,
    long from,
    long until,
    @Nullable Expression audience,
    @Nullable Expression when,
    @Nullable OfferTemplate offer,
    @Nullable Template journal,
    @Nullable Program program,
    long patternKey,
    List<NamedMeasure> measures) {

  /** A measure under the name the campaign gave it. */
  record NamedMeasure(String name, MeasurePlan plan) {}

  boolean appliesAt(long time) {
    return publishedAt <= time && time < supersededAt;
  }

  boolean mayFireAt(long time) {
    return from <= time && time < until;
  }
}
