package dev.nudge.engine;

import dev.nudge.engine.expression.Check;
import java.util.List;

/**
 * Why a condition came out as it did. To be asked during the call of the {@link Observer} that
 * hands it over: it looks at what is remembered of the user at that moment.
 */
@FunctionalInterface
public interface Reasons {
  /** Nothing is known. */
  Reasons NONE = List::of;

  /**
   * The condition's clauses with the values of what they read. Empty where there is no condition,
   * or where the campaigns were not compiled by {@link CampaignSet#compileObservable}.
   */
  List<Check> checks();
}
