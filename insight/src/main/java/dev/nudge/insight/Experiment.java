package dev.nudge.insight;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A campaign's people: those who were held out, and those who got one of its variants.
 *
 * @param heldOut people who would have got an offer
 * @param variants people who got one, at least one part; a campaign without variants has just one
 */
public record Experiment(Part heldOut, List<Part> variants) {
  /**
   * A part of the people.
   *
   * @param name what its people have in common, such as the variant's name; unique
   * @param weight how many people it was to get, in proportion to the other parts: 10 held out
   *     beside 54 and 36 of variants, say; positive
   * @param arm what became of its people
   */
  public record Part(String name, double weight, Arm arm) {}

  /**
   * @throws IllegalArgumentException if there is no variant, or two parts have one name
   */
  public Experiment {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("an experiment has a variant at least");
    }
    Set<String> names = new HashSet<>(List.of(heldOut.name()));
    for (Part variant : variants) {
      if (!names.add(variant.name())) {
        throw new IllegalArgumentException("two parts are called '" + variant.name() + "'");
      }
    }
  }

  /** Whether people fell into the parts as they should: the held-out ones first. */
  public SampleRatio sampleRatio() {
    return new SampleRatio(
        parts().map(Part::weight).toList(), parts().map(part -> part.arm().people()).toList());
  }

  /**
   * What each variant did, by its name, in the order of variants. The level holds for all of them
   * together: with k variants, each interval leaves out the truth with a k-th of the probability.
   */
  public Map<String, Effect> effects(Confidence confidence) {
    SampleRatio ratio = sampleRatio();
    Confidence each = confidence.sharedBy(variants.size());
    Map<String, Effect> effects = new LinkedHashMap<>();
    for (Part variant : variants) {
      Effect effect = Effect.of(variant.arm(), heldOut.arm(), each);
      effects.put(
          variant.name(), ratio.isBroken() ? effect.warnedOf(sharesAreWrong(ratio)) : effect);
    }
    return effects;
  }

  private Stream<Part> parts() {
    return Stream.concat(Stream.of(heldOut), variants.stream());
  }

  private Warning sharesAreWrong(SampleRatio ratio) {
    List<String> names = parts().map(Part::name).toList();
    return new Warning(
        Warning.Kind.SAMPLE_RATIO,
        IntStream.range(0, names.size())
            .mapToObj(
                arm ->
                    String.format(
                        Locale.ROOT,
                        "%s: %.2f %%, declared %.2f %%",
                        names.get(arm),
                        100 * ratio.observed(arm),
                        100 * ratio.declared().get(arm)))
            .collect(Collectors.joining("; ", "of all people ", "")));
  }
}
