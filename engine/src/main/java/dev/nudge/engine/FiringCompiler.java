package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.FiringSpec;
import dev.nudge.engine.campaign.PolicySpec;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Cap;
import dev.nudge.engine.firing.Goal;
import dev.nudge.engine.firing.Holdout;
import dev.nudge.engine.firing.Policy;
import dev.nudge.engine.firing.QuietHours;
import dev.nudge.engine.firing.Reason;
import dev.nudge.engine.firing.Rules;
import dev.nudge.engine.firing.Variants;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles what a document says of candidates: those of one campaign, and those of all. */
final class FiringCompiler {
  /** Only the profile and the clock: what is asked when an offer is about to go out. */
  private static final Scope PERSON = new Scope(false, false, Map.of(), Map.of(), Map.of());

  private final Campaign campaign;
  private final Parts parts;

  /** Compiles the expressions of a document. */
  interface Parts {
    /** An expression, or nothing where it has an error, which is told. */
    Optional<Compiled> expression(String key, Optional<Text> text, Scope scope, Scope.Type type);

    /** An offer. */
    Optional<OfferTemplate> offer(Json json, Scope scope);
  }

  FiringCompiler(Campaign campaign, Parts parts) {
    this.campaign = campaign;
    this.parts = parts;
  }

  /**
   * The rules of a campaign.
   *
   * @param scope what may be used at the moment of firing
   * @param offer the campaign's offer, for variants without one
   */
  Rules rules(Scope scope, @Nullable OfferTemplate offer) {
    FiringSpec spec = campaign.firing();
    boolean shadow = campaign.status() == Campaign.Status.SHADOW;
    if (spec.isNone() && !shadow) {
      return Rules.NONE;
    }
    String id = campaign.id().value();
    List<Cap> caps = new ArrayList<>();
    spec.caps()
        .forEach(
            cap ->
                caps.add(
                    new Cap(
                        shadow ? Cap.ofShadow(id) : Cap.ofCampaign(id),
                        Reason.CAMPAIGN_CAP,
                        cap.atMost(),
                        cap.per().toMillis())));
    List<Variants.Variant> variants = new ArrayList<>();
    for (FiringSpec.Variant variant : spec.variants()) {
      OfferTemplate own =
          variant.offer().isPresent()
              ? parts.offer(variant.offer().get(), scope).orElse(null)
              : offer;
      variants.add(new Variants.Variant(variant.name().value(), variant.weight(), own));
    }
    return new Rules(
        List.copyOf(caps),
        spec.quiet().map(this::quiet),
        expression("priority", spec.priority(), scope, Scope.Type.DYN),
        spec.group().stream().mapToLong(group -> Cap.ofGroup(group.value())).findFirst(),
        spec.holdout().map(holdout -> holdout(holdout, id)),
        variants.isEmpty()
            ? Optional.empty()
            : Optional.of(new Variants(id, List.copyOf(variants))),
        spec.goal().map(this::goal),
        spec.budget().map(budget -> budget(budget, scope)),
        shadow);
  }

  /** The policy of a document; null where it has none. */
  @Nullable Policy policy() {
    if (campaign.policy().isEmpty()) {
      return null;
    }
    PolicySpec spec = campaign.policy().get();
    List<Cap> caps = new ArrayList<>();
    for (FiringSpec.Cap cap : spec.caps()) {
      caps.add(
          new Cap(
              cap.group().map(group -> Cap.ofGroup(group.value())).orElse(Cap.ALL),
              cap.group().isPresent() ? Reason.GROUP_CAP : Reason.TOTAL_CAP,
              cap.atMost(),
              cap.per().toMillis()));
    }
    return new Policy(
        List.copyOf(caps),
        spec.quiet().map(this::quiet),
        spec.holdBack().map(Duration::toMillis).orElse(0L),
        spec.holdout().map(holdout -> holdout(holdout, campaign.id().value())),
        expression("unsubscribed", spec.unsubscribed(), PERSON, Scope.Type.BOOL));
  }

  private QuietHours quiet(FiringSpec.Quiet quiet) {
    return new QuietHours(
        quiet.from(),
        quiet.to(),
        expression("zone", quiet.zone(), PERSON, Scope.Type.DYN),
        quiet.defer());
  }

  private static Holdout holdout(FiringSpec.Holdout holdout, String id) {
    return new Holdout(
        holdout.tag().map(tag -> "tag\n" + tag).orElse("document\n" + id), holdout.share());
  }

  private CampaignBudget budget(FiringSpec.Budget budget, Scope scope) {
    return new CampaignBudget(
        millionths(budget.total()),
        millionths(budget.perDay()),
        expression("cost", budget.cost(), scope, Scope.Type.DYN));
  }

  private static OptionalLong millionths(Optional<BigDecimal> amount) {
    return amount.stream().mapToLong(each -> each.movePointRight(6).longValueExact()).findFirst();
  }

  private Goal goal(FiringSpec.Goal goal) {
    Set<String> types = goal.events().stream().map(Text::value).collect(Collectors.toSet());
    return new Goal(
        Set.copyOf(types),
        expression("where", goal.where(), Scope.EVENT, Scope.Type.BOOL),
        expression("value", goal.value(), Scope.EVENT, Scope.Type.DYN),
        goal.within().toMillis());
  }

  private @Nullable Expression expression(
      String key, Optional<Text> text, Scope scope, Scope.Type type) {
    return parts.expression(key, text, scope, type).map(Compiled::expression).orElse(null);
  }
}
