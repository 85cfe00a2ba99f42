package dev.nudge.engine;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.pattern.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events may begin or change something of a campaign, as far as that can be told from its
 * expressions: what an index is made of. Whoever is passed over fires nothing and counts nothing.
 */
final class CampaignAccess {
  private static final List<Opening> ANY = List.of(new Opening(List.of(), List.of(), false));

  private CampaignAccess() {}

  /** The events that may begin its pattern. */
  static List<Opening> openings(CompiledCampaign campaign) {
    if (campaign.program() == null || followsCalendar(campaign)) {
      return ANY;
    }
    List<AccessPredicate> ofAudience = ofAudience(campaign);
    List<Opening> openings = new ArrayList<>();
    for (Opening opening : Opening.of(campaign.program())) {
      openings.add(
          opening.startsUnasked() ? new Opening(opening.types(), ofAudience, true) : opening);
    }
    return openings;
  }

  /**
   * For a campaign without a pattern: a measure that makes its condition false, with no error, as
   * long as it has taken nothing in; if there are several, one that few events concern.
   */
  static Optional<MeasurePlan> needs(CompiledCampaign campaign) {
    if (campaign.when() == null || followsCalendar(campaign)) {
      return Optional.empty();
    }
    MeasurePlan best = null;
    for (AccessPredicate predicate : campaign.when().access()) {
      if (predicate instanceof AccessPredicate.Measured measured
          && isFalseAtFirst(campaign, measured)) {
        MeasurePlan plan = campaign.measures().get(measured.measure()).plan();
        if (best == null || (best.access().isEmpty() && !plan.access().isEmpty())) {
          best = plan;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Whether nothing but a measure that takes an event in changes anything of a campaign without a
   * pattern: its condition cannot fail, and there is nothing else that could.
   */
  static boolean followsMeasures(CompiledCampaign campaign) {
    return campaign.audience() == null && neverFails(campaign);
  }

  /**
   * For a campaign without a pattern: what its audience asks, where nothing else of it can fail.
   */
  static List<AccessPredicate> ofCondition(CompiledCampaign campaign) {
    return neverFails(campaign) ? ofAudience(campaign) : List.of();
  }

  private static boolean neverFails(CompiledCampaign campaign) {
    Expression when = campaign.when();
    if (when == null || followsCalendar(campaign)) {
      return false;
    }
    Optional<Set<Integer>> compared = when.compares();
    return compared.isPresent()
        && compared.get().stream()
            .allMatch(measure -> campaign.measures().get(measure).plan().hasAlwaysANumber());
  }

  private static List<AccessPredicate> ofAudience(CompiledCampaign campaign) {
    return campaign.audience() == null ? List.of() : campaign.audience().access();
  }

  /** Then what its measures are depends on when they are looked at. */
  private static boolean followsCalendar(CompiledCampaign campaign) {
    return campaign.measures().stream().anyMatch(measure -> measure.plan().followsCalendar());
  }

  private static boolean isFalseAtFirst(
      CompiledCampaign campaign, AccessPredicate.Measured measured) {
    Frame frame = new Frame();
    frame.measures = (measure, into) -> campaign.measures().get(measure).plan().loadEmpty(into);
    return measured.condition().evaluate(frame) == Kind.BOOL && frame.word == 0;
  }
}
