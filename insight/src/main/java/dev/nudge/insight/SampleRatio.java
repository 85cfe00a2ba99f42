package dev.nudge.insight;

import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Whether people fall into arms in the shares that were declared. Where they do not, something
 * treats the arms differently before the outcome (people of one are lost, or counted twice), and no
 * effect can be believed.
 *
 * <p>It may be looked at after each person: the sequential test of Lindon and Malek ("Anytime-valid
 * inference for multinomial count data", NeurIPS 2022). How much likelier are these counts if the
 * shares are not the declared ones but drawn from a Dirichlet distribution around them? With shares
 * as declared this ratio, an e-value, is a martingale that starts at 1; by Ville's inequality it is
 * ever above 1 / level with a probability of level at most. The classical chi-square test keeps its
 * level for one look, and cries wolf sooner or later if one keeps looking. An alarm once raised
 * stands: a later look may be silent again, and whoever remembers it keeps the promise.
 *
 * @param declared share of each arm; weights are brought to add up to 1
 * @param people of each arm, in the same order
 */
public record SampleRatio(List<Double> declared, List<Long> people) {
  /** The probability of a false alarm, all looks together, at which {@link #isBroken} is said. */
  public static final double LEVEL = 0.01;

  /**
   * Parts of the Dirichlet distribution: shares some 1.6 points off 50:50 are what it looks for.
   */
  private static final double CONCENTRATION = 1_000;

  /**
   * @throws IllegalArgumentException if there are fewer than two arms, not as many counts as
   *     weights, a weight that is not positive or a count that is negative
   */
  public SampleRatio {
    if (declared.size() < 2 || declared.size() != people.size()) {
      throw new IllegalArgumentException(
          "%d counts cannot be held against %d shares".formatted(people.size(), declared.size()));
    }
    double all = declared.stream().mapToDouble(weight -> weight).sum();
    if (declared.stream().anyMatch(weight -> !(weight > 0)) || !Double.isFinite(all)) {
      throw new IllegalArgumentException("weights of arms must be positive, not " + declared);
    }
    if (people.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("counts cannot be negative: " + people);
    }
    declared = declared.stream().map(weight -> weight / all).toList();
    people = List.copyOf(people);
  }

  /** Whether the counts disagree with the declared shares, at {@link #LEVEL}. */
  public boolean isBroken() {
    return pValue() <= LEVEL;
  }

  /**
   * Is below p with a probability of p at most, all looks together, if shares are as declared; 1
   * where nothing speaks against them.
   */
  public double pValue() {
    return Math.min(1, Math.exp(-logEvidence()));
  }

  /** Natural logarithm of the e-value: above 0 it speaks against the declared shares. */
  public double logEvidence() {
    double log = LogGamma.value(CONCENTRATION) - LogGamma.value(CONCENTRATION + all());
    for (int arm = 0; arm < declared.size(); arm++) {
      double share = declared.get(arm);
      double prior = CONCENTRATION * share;
      double count = people.get(arm);
      log += LogGamma.value(prior + count) - LogGamma.value(prior) - count * Math.log(share);
    }
    return log;
  }

  /** The share of people that an arm has, 0 where there is nobody. */
  double observed(int arm) {
    return all() == 0 ? 0 : people.get(arm) / all();
  }

  private double all() {
    return people.stream().mapToLong(count -> count).sum();
  }
}
