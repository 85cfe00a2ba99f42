package dev.nudge.customer.ingest;

import dev.nudge.engine.document.Problem;

/** A collection that cannot be fed as it is written. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  RefusedException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public Problem problem() {
    return problem;
  }
}
