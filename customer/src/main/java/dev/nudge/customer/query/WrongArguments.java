package dev.nudge.customer.query;

import java.util.List;

/** A query cannot be called so. */
public final class WrongArguments extends Exception {
  private static final long serialVersionUID = 1;

  WrongArguments(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
  }
}
