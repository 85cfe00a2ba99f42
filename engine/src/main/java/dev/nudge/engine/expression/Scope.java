package dev.nudge.engine.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names an expression may use, beside {@code profile} and {@code now}.
 *
 * @param event whether there is a current event
 * @param state whether {@code state}, the step that a transition entered, may be used
 * @param steps the step names visible here, in order
 * @param measures the measures of the campaign, in order
 * @param laterSteps steps of the pattern that come later: naming one is an error of its own
 * @param facts what else is known of the user, by the names that it has behind {@code customer.};
 *     where there is none, there is no {@code customer}
 */
public record Scope(
    boolean event,
    boolean state,
    Map<String, Step> steps,
    Map<String, Measure> measures,
    Map<String, Step> laterSteps,
    Map<String, Type> facts) {

  /** Only the event, the profile and the clock. */
  public static final Scope EVENT = new Scope(true, false, Map.of(), Map.of(), Map.of());

  /** Without facts. */
  public Scope(
      boolean event,
      boolean state,
      Map<String, Step> steps,
      Map<String, Measure> measures,
      Map<String, Step> laterSteps) {
    this(event, state, steps, measures, laterSteps, Map.of());
  }

  /** The profile, the clock and {@code customer} with these facts. */
  public static Scope ofCustomer(Map<String, Type> facts) {
    return new Scope(false, false, Map.of(), Map.of(), Map.of(), facts);
  }

  /**
   * A step.
   *
   * @param index its index in the pattern
   * @param loop whether it is a list of events
   */
  public record Step(int index, boolean loop) {}

  /**
   * A measure.
   *
   * @param index its index among the campaign's measures
   * @param type the static type of its value
   * @param grouped whether it reads the group of the current event, and so needs one
   */
  public record Measure(int index, Type type, boolean grouped) {}

  /** The static types that measures and expectations are declared with. */
  public enum Type {
    /** A truth value. */
    BOOL,
    /** A 64-bit integer. */
    INT,
    /** A floating-point number. */
    DOUBLE,
    /** A list of doubles. */
    DOUBLES,
    /** A point in time. */
    TIMESTAMP,
    /** A list of strings. */
    TEXTS,
    /** Known only at run time. */
    DYN
  }

  /** Keeps insertion order, for records built step by step. */
  public Scope {
    steps = copy(steps);
    measures = copy(measures);
    laterSteps = copy(laterSteps);
    facts = copy(facts);
  }

  /** Most are empty, and compared often. */
  private static <V> Map<String, V> copy(Map<String, V> map) {
    return map.isEmpty() ? Map.of() : new LinkedHashMap<>(map);
  }
}
