package dev.nudge.engine.event;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The shapes seen lately, so that equal ones are one object. A fixed table in which a newcomer
 * replaces whatever has its place: hostile input with ever new names costs sharing, never memory.
 * Safe for use by several threads.
 */
public final class Shapes {
  private static final int PLACES = 1024;
  private static final Shapes SHARED = new Shapes();

  private final AtomicReferenceArray<@Nullable Shape> places = new AtomicReferenceArray<>(PLACES);

  /** The store of this process. */
  public static Shapes shared() {
    return SHARED;
  }

  Shape of(String[] names, int count) {
    int hash = count;
    for (int i = 0; i < count; i++) {
      hash = 31 * hash + names[i].hashCode();
    }
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Shape known = places.get(place);
    if (known != null && known.isNamed(names, count)) {
      return known;
    }
    Shape fresh = Shape.of(List.of(Arrays.copyOf(names, count)));
    places.set(place, fresh);
    return fresh;
  }
}
