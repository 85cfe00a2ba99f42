package dev.nudge.customer.query;

import java.util.List;

/**
 * How the store answered a query.
 *
 * @param planMillis until it knew how
 * @param runMillis until it had all rows
 * @param top the step that gave the answer
 */
public record Plan(double planMillis, double runMillis, PlanStep top) {
  /**
   * A step.
   *
   * @param name what it does, in PostgreSQL's words, such as {@code Index Scan}
   * @param on the collection or index that it reads; empty where it reads other steps only
   * @param details conditions and keys, each with its name
   * @param expected rows that were expected of it, each time
   * @param rows those that it gave, each time
   * @param times how often it was done; 0 for never
   * @param millis all of it, with the steps below
   * @param steps those that it reads
   */
  public record PlanStep(
      String name,
      String on,
      List<String> details,
      double expected,
      double rows,
      double times,
      double millis,
      List<PlanStep> steps) {
    public PlanStep {
      details = List.copyOf(details);
      steps = List.copyOf(steps);
    }
  }
}
