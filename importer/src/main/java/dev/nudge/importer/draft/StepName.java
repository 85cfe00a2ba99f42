package dev.nudge.importer.draft;

import dev.nudge.engine.campaign.FreeNames;

/** Brings what other systems call a step into the form of a step's name. */
public final class StepName {
  private StepName() {}

  /** {@code add-cart} as {@code add_cart}, {@code event} as {@code event_}. */
  public static String from(String name) {
    String word = name.replaceAll("[^_a-zA-Z0-9]+", "_");
    if (!word.matches("[_a-zA-Z].*")) {
      word = "step_" + word;
    }
    return FreeNames.contain(word) ? word : word + "_";
  }
}
