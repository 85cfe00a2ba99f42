package dev.nudge.console.effect;

import dev.nudge.engine.campaign.FiringSpec;
import dev.nudge.insight.Arm;
import dev.nudge.insight.Change;
import dev.nudge.insight.Confidence;
import dev.nudge.insight.Effect;
import dev.nudge.insight.Estimate;
import dev.nudge.insight.Experiment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's offers have caused, as far as it can be told, and what was withheld.
 *
 * @param goal what is hoped for; absent where the campaign has no goal
 * @param heldOut the share of people who get nothing, so that there is something to compare with
 * @param since the first version whose outcomes count; 0 for all
 * @param level with which probability each interval holds, all variants together
 * @param peopleNeeded of each arm, before an effect is told
 * @param reachedNeeded people who reached the goal, and who did not, before an effect is told
 * @param early people who have reached the goal and do not count yet, since the time for it is not
 *     over
 * @param arms people who are held out first
 * @param effects of each variant, against people who are held out; none without a holdout
 * @param withheld what was most frequent first
 * @param budget what all offers may cost, and have cost; absent where there is no budget
 */
record CampaignEffect(
    @Nullable EffectGoal goal,
    double heldOut,
    long since,
    double level,
    long peopleNeeded,
    long reachedNeeded,
    long early,
    List<EffectArm> arms,
    List<VariantEffect> effects,
    List<WithheldCount> withheld,
    @Nullable EffectBudget budget) {

  /**
   * What is hoped for.
   *
   * @param within how long after the offer
   * @param valued whether it is worth something
   */
  record EffectGoal(List<String> events, String within, boolean valued) {}

  /**
   * A budget and what is spent of it: offers, or what they cost.
   *
   * @param total absent for no bound
   * @param perDay absent for no bound
   * @param costs whether an offer has a cost; else each counts one
   * @param day of which spentOnDay is; absent where nothing was spent
   */
  record EffectBudget(
      @Nullable BigDecimal total,
      @Nullable BigDecimal perDay,
      boolean costs,
      double spent,
      @Nullable LocalDate day,
      double spentOnDay) {
    static EffectBudget of(FiringSpec.Budget budget, Optional<Outcomes.Spent> spent) {
      return new EffectBudget(
          budget.total().orElse(null),
          budget.perDay().orElse(null),
          budget.cost().isPresent(),
          spent.map(Outcomes.Spent::all).orElse(0.0),
          spent.map(Outcomes.Spent::day).orElse(null),
          spent.map(Outcomes.Spent::onDay).orElse(0.0));
    }
  }

  /**
   * Some of the people.
   *
   * @param name holdout, offer, or the name of a variant
   * @param share of people that is declared for it; absent where it is not declared any more
   * @param people each counted once, when the time for the goal is over
   * @param rate of people who reached the goal, 0 to 1; absent where there is nobody
   * @param value of all
   * @param valueOfEach on average; absent where there is nobody
   */
  record EffectArm(
      String name,
      @Nullable Double share,
      long people,
      long reached,
      @Nullable Double rate,
      double value,
      @Nullable Double valueOfEach) {}

  /**
   * What a variant has caused.
   *
   * @param rate how the share of people who reached the goal has changed; absent where it is too
   *     early, as a warning says
   * @param value how the value of a person has changed; absent where it is too early or nothing has
   *     a value
   */
  record VariantEffect(
      String variant,
      @Nullable EffectChange rate,
      @Nullable EffectChange value,
      List<EffectWarning> warnings) {}

  /**
   * A change.
   *
   * @param difference what a person has more than one who is held out
   * @param uplift the same as a share of what those have; absent while that could be nothing
   * @param total what all who got the offer have more: people, or value
   */
  record EffectChange(
      EffectEstimate difference, @Nullable EffectEstimate uplift, EffectEstimate total) {}

  /** A number and the interval in which it lies. */
  record EffectEstimate(double value, double low, double high) {
    static EffectEstimate of(Estimate estimate) {
      return new EffectEstimate(
          estimate.value(), estimate.interval().low(), estimate.interval().high());
    }
  }

  /**
   * What must not be overlooked.
   *
   * @param kind too_few_people, too_few_reached, sample_ratio or capped
   * @param reason the same in English, with its numbers
   */
  record EffectWarning(String kind, String reason) {}

  /**
   * Candidates that did not go out.
   *
   * @param winner the campaign that went out in their place; absent for none
   * @param today since midnight, UTC
   */
  record WithheldCount(String reason, @Nullable String winner, long ever, long today) {}

  static CampaignEffect of(
      Design design,
      Optional<Outcomes.Spent> spent,
      Map<String, Arm> told,
      long early,
      List<Outcomes.Withheld> withheld) {
    Confidence confidence = Confidence.DEFAULT;
    return new CampaignEffect(
        design
            .goal()
            .map(goal -> new EffectGoal(goal.events(), goal.within(), goal.valued()))
            .orElse(null),
        design.heldOut(),
        design.since(),
        confidence.level(),
        confidence.leastPeople(),
        confidence.leastReached(),
        early,
        arms(design, told),
        effects(design, told, confidence),
        withheld.stream()
            .map(
                count ->
                    new WithheldCount(
                        count.reason(),
                        count.winner().isEmpty() ? null : count.winner(),
                        count.ever(),
                        count.today()))
            .toList(),
        design.budget().map(budget -> EffectBudget.of(budget, spent)).orElse(null));
  }

  private static List<EffectArm> arms(Design design, Map<String, Arm> told) {
    if (design.goal().isEmpty()) {
      return List.of();
    }
    Map<String, Arm> all = new LinkedHashMap<>();
    design.arms().keySet().forEach(name -> all.put(name, told.getOrDefault(name, nobody())));
    told.forEach(all::putIfAbsent);
    List<EffectArm> arms = new ArrayList<>();
    all.forEach(
        (name, arm) ->
            arms.add(
                new EffectArm(
                    name,
                    design.arms().get(name),
                    arm.people(),
                    arm.reached(),
                    boxed(arm.rate()),
                    arm.value(),
                    boxed(arm.valueOfEach()))));
    return arms;
  }

  private static List<VariantEffect> effects(
      Design design, Map<String, Arm> told, Confidence confidence) {
    if (design.goal().isEmpty() || !(design.heldOut() > 0 && design.heldOut() < 1)) {
      return List.of();
    }
    List<Experiment.Part> parts = new ArrayList<>();
    design
        .arms()
        .forEach(
            (name, share) ->
                parts.add(new Experiment.Part(name, share, told.getOrDefault(name, nobody()))));
    List<VariantEffect> effects = new ArrayList<>();
    new Experiment(parts.get(0), parts.subList(1, parts.size()))
        .effects(confidence)
        .forEach((variant, effect) -> effects.add(effect(variant, effect)));
    return effects;
  }

  private static VariantEffect effect(String variant, Effect effect) {
    return new VariantEffect(
        variant,
        effect.rate().map(CampaignEffect::change).orElse(null),
        effect.value().map(CampaignEffect::change).orElse(null),
        effect.warnings().stream()
            .map(
                warning ->
                    new EffectWarning(
                        warning.kind().name().toLowerCase(Locale.ROOT), warning.reason()))
            .toList());
  }

  private static EffectChange change(Change change) {
    return new EffectChange(
        EffectEstimate.of(change.difference()),
        change.uplift().map(EffectEstimate::of).orElse(null),
        EffectEstimate.of(change.total()));
  }

  private static Arm nobody() {
    return Arm.empty(Double.POSITIVE_INFINITY);
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
