package dev.nudge.job.rejected;

import java.util.AbstractList;

/**
 * A property that fails whoever looks into it: the fault that tests inject, in a message as the
 * operator takes it.
 */
public final class Grenade extends AbstractList<Object> {
  /** What it says when it goes off. */
  public static final String SAYS = "a fault was injected";

  private int looks;

  /** Fails at once. */
  public Grenade() {
    this(0);
  }

  /** Is empty for so many looks, and then fails. */
  public Grenade(int looks) {
    this.looks = looks;
  }

  @Override
  public Object get(int index) {
    throw new IllegalStateException(SAYS);
  }

  @Override
  public int size() {
    if (looks-- > 0) {
      return 0;
    }
    throw new IllegalStateException(SAYS);
  }

  @Override
  public String toString() {
    return "grenade";
  }
}
