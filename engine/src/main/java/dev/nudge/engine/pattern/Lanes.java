package dev.nudge.engine.pattern;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one pattern and user by their key, in the order in which they were put: a user has
 * few, which lie in an array; beyond {@value #FEW}, in a map.
 */
final class Lanes implements Iterable<Lane> {
  private static final int FEW = 8;
  private static final Lane[] NONE = {};

  private Lane[] few = NONE;
  private int size;
  private @Nullable Map<Object, Lane> many;

  int size() {
    return many == null ? size : many.size();
  }

  boolean isEmpty() {
    return many == null ? size == 0 : many.isEmpty();
  }

  @Nullable Lane get(Object key) {
    if (many != null) {
      return many.get(key);
    }
    int place = place(key);
    return place < 0 ? null : few[place];
  }

  private int place(Object key) {
    int hash = key.hashCode();
    for (int i = 0; i < size; i++) {
      Lane lane = few[i];
      if (lane.hash == hash && key.equals(lane.key)) {
        return i;
      }
    }
    return -1;
  }

  /** Puts a lane whose key is not there yet. */
  void put(Lane lane) {
    if (many == null && size == FEW) {
      many = new LinkedHashMap<>();
      for (Lane each : few) {
        many.put(key(each), each);
      }
      few = NONE;
      size = 0;
    }
    if (many != null) {
      many.put(key(lane), lane);
      return;
    }
    if (size == few.length) {
      Lane[] larger = new Lane[Math.max(1, size * 2)];
      System.arraycopy(few, 0, larger, 0, size);
      few = larger;
    }
    few[size++] = lane;
  }

  private static Object key(Lane lane) {
    return Objects.requireNonNull(lane.key);
  }

  void remove(Lane lane) {
    if (many != null) {
      many.remove(key(lane));
      if (many.isEmpty()) {
        many = null;
      }
      return;
    }
    int place = place(key(lane));
    if (place >= 0) {
      removeAt(place);
    }
  }

  @SuppressWarnings("NullAway") // nobody looks beyond the size
  private void removeAt(int place) {
    size--;
    System.arraycopy(few, place + 1, few, place, size - place);
    few[size] = null;
    if (size == 0) {
      few = NONE;
    }
  }

  @Override
  public Iterator<Lane> iterator() {
    return many == null ? new OfFew() : many.values().iterator();
  }

  private final class OfFew implements Iterator<Lane> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Lane next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      return few[next++];
    }

    @Override
    public void remove() {
      removeAt(--next);
    }
  }
}
