package dev.nudge.engine.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The names of a set of properties, in slot order. Events of one source have few shapes, so they
 * share them, and a condition that has met a shape before knows the slot of its property at once.
 *
 * <p>The idea is that of hidden classes: Chambers, Ungar, Lee, "An efficient implementation of
 * SELF", OOPSLA 1989.
 */
public final class Shape {
  private static final int FEW = 8;

  private static final AtomicInteger MADE = new AtomicInteger();

  /** No properties. */
  public static final Shape EMPTY = new Shape(new String[0]);

  private final String[] names;
  private final @Nullable Map<String, Integer> slots;
  private final int hash;
  private final int number = MADE.getAndIncrement();
  private final long weight;

  private Shape(String[] names) {
    this.names = names;
    this.hash = Arrays.hashCode(names);
    this.weight = Arrays.stream(names).mapToLong(Weight::of).sum();
    if (names.length <= FEW) {
      slots = null;
    } else {
      slots = new HashMap<>(names.length * 2);
      for (int i = 0; i < names.length; i++) {
        slots.put(names[i], i);
      }
    }
  }

  /**
   * A shape of these names; the caller answers for their being distinct. Share the result: see
   * {@link Shapes}.
   */
  public static Shape of(List<String> names) {
    return names.isEmpty() ? EMPTY : new Shape(names.toArray(String[]::new));
  }

  /** The one of these names, which are distinct, that all share. */
  public static Shape shared(List<String> names) {
    return names.isEmpty() ? EMPTY : Shapes.shared().of(names.toArray(String[]::new), names.size());
  }

  /** The slot of a name, or -1. */
  public int slot(String name) {
    if (slots != null) {
      return slots.getOrDefault(name, -1);
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The name of a slot. */
  public String name(int slot) {
    return names[slot];
  }

  /** How many slots. */
  public int size() {
    return names.length;
  }

  /** Which shape it is in this process, in the order in which they were made. */
  public int number() {
    return number;
  }

  /** What the names weigh, in bytes: see {@link Weight}. */
  long weight() {
    return weight;
  }

  boolean isNamed(String[] others, int count) {
    return Arrays.equals(names, 0, names.length, others, 0, count);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Shape that && Arrays.equals(names, that.names));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(names);
  }
}
