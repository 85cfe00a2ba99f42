package dev.nudge.console.effect;

import dev.nudge.console.effect.Documents.Published;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.campaign.FiringSpec;
import dev.nudge.engine.campaign.PolicySpec;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a campaign's effect is measured, as its document and the policies declare it.
 *
 * @param goal nothing where nothing is hoped for, so that there are no outcomes
 * @param heldOut the share of people who get nothing, of the campaign and of policies, from 0 to 1
 * @param arms the shares of people of each arm, which add up to 1; that of people who are held out
 *     comes first, where there are any
 * @param since the first version of the campaign with the same goal, holdout and variants, as the
 *     job counts; 0 where that is not known. What came of earlier ones is another experiment
 * @param budget what all its offers may cost
 */
record Design(
    Optional<Goal> goal,
    double heldOut,
    Map<String, Double> arms,
    long since,
    Optional<FiringSpec.Budget> budget) {
  /** A campaign of which nothing can be read. */
  static final Design NONE = new Design(Optional.empty(), 0, Map.of(), 0, Optional.empty());

  /**
   * What is hoped for.
   *
   * @param within how long after the offer, such as {@code 1d}
   * @param valued whether an event of the goal is worth something
   */
  record Goal(List<String> events, String within, boolean valued) {}

  /** Of the newest document, and of those before it that say the same. */
  static Design of(List<Published> newestFirst, List<String> policies) {
    Optional<FiringSpec> newest =
        newestFirst.isEmpty() ? Optional.empty() : firing(newestFirst.get(0).text());
    if (newest.isEmpty()) {
      return NONE;
    }
    long since = since(newestFirst, newest.get());
    double heldOut = heldOut(newest.get(), policies);
    return new Design(
        newest.get().goal().map(Design::goal),
        heldOut,
        arms(newest.get(), heldOut),
        since,
        newest.get().budget());
  }

  private static long since(List<Published> newestFirst, FiringSpec newest) {
    long since = 0;
    for (Published published : newestFirst) {
      OptionalLong version = published.version();
      if (firing(published.text()).filter(other -> isSame(newest, other)).isEmpty()) {
        // While the job has answered none that says the same, they are those behind this one.
        return since > 0 || version.isEmpty() ? since : version.getAsLong() + 1;
      }
      since = version.isPresent() ? version.getAsLong() : since;
    }
    return since;
  }

  private static boolean isSame(FiringSpec one, FiringSpec other) {
    return essence(one).equals(essence(other));
  }

  /** Without places in the text, and without what changes nothing of the experiment. */
  private static String essence(FiringSpec firing) {
    List<String> essence = new ArrayList<>();
    firing
        .holdout()
        .ifPresent(holdout -> essence.add("holdout " + holdout.share() + text(holdout.tag())));
    firing.variants().forEach(variant -> essence.add(variant.name() + " " + variant.weight()));
    firing
        .goal()
        .ifPresent(
            goal ->
                essence.add(
                    "goal "
                        + goal.events().stream().map(Text::value).toList()
                        + text(goal.where())
                        + text(goal.value())
                        + goal.within()));
    return essence.toString();
  }

  private static String text(Optional<Text> text) {
    return text.map(given -> " <" + given.value() + ">").orElse(" -");
  }

  private static Goal goal(FiringSpec.Goal goal) {
    return new Goal(
        goal.events().stream().map(Text::value).toList(),
        Notation.write(goal.within()),
        goal.value().isPresent());
  }

  /** Each holdout draws for itself, but those of one tag, which hold out the same people. */
  private static double heldOut(FiringSpec firing, List<String> policies) {
    double gets = 1;
    Map<String, Double> tagged = new LinkedHashMap<>();
    List<FiringSpec.Holdout> all = new ArrayList<>();
    firing.holdout().ifPresent(all::add);
    for (String policy : policies) {
      read(policy).flatMap(Campaign::policy).flatMap(PolicySpec::holdout).ifPresent(all::add);
    }
    for (FiringSpec.Holdout holdout : all) {
      if (holdout.tag().isPresent()) {
        tagged.merge(holdout.tag().get().value(), holdout.share(), Math::max);
      } else {
        gets *= 1 - holdout.share();
      }
    }
    for (double share : tagged.values()) {
      gets *= 1 - share;
    }
    return 1 - gets;
  }

  private static Map<String, Double> arms(FiringSpec firing, double heldOut) {
    Map<String, Double> arms = new LinkedHashMap<>();
    if (heldOut > 0) {
      arms.put(Outcome.HOLDOUT, heldOut);
    }
    double weights = firing.variants().stream().mapToDouble(FiringSpec.Variant::weight).sum();
    if (weights > 0) {
      firing.variants().stream()
          .filter(variant -> variant.weight() > 0)
          .forEach(
              variant ->
                  arms.merge(
                      variant.name().value(),
                      (1 - heldOut) * variant.weight() / weights,
                      Double::sum));
    } else {
      arms.put(Outcome.OFFER, 1 - heldOut);
    }
    return arms;
  }

  private static Optional<FiringSpec> firing(String text) {
    return read(text).map(Campaign::firing);
  }

  private static Optional<Campaign> read(String text) {
    return CampaignReader.read("campaign", text, new ArrayList<>()).stream()
        .findFirst()
        .map(CampaignDocument::campaign);
  }
}
