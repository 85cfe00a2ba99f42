package dev.nudge.engine.pattern;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one pattern and user by their key, in the order in which they were put: a user
 * has few, which lie in an array; beyond {@value #FEW}, in a map.
 */
final class Partitions implements Iterable<Partition> {
  private static final int FEW = 8;
  private static final Partition[] NONE = {};

  private Partition[] few = NONE;
  private int size;
  private @Nullable Map<Object, Partition> many;

  int size() {
    return many == null ? size : many.size();
  }

  boolean isEmpty() {
    return many == null ? size == 0 : many.isEmpty();
  }

  @Nullable Partition get(Object key) {
    if (many != null) {
      return many.get(key);
    }
    int place = place(key);
    return place < 0 ? null : few[place];
  }

  /** The types of events, as bits of the program, that runs of some partition may wait for. */
  long waits() {
    if (many != null) {
      return Program.ALL_TYPES;
    }
    long waits = 0;
    for (int i = 0; i < size; i++) {
      waits |= few[i].isIdle() ? 0 : few[i].waits;
    }
    return waits;
  }

  private int place(Object key) {
    int hash = key.hashCode();
    for (int i = 0; i < size; i++) {
      Partition partition = few[i];
      if (partition.hash == hash && key.equals(partition.key)) {
        return i;
      }
    }
    return -1;
  }

  /** Puts a partition whose key is not there yet. */
  void put(Partition partition) {
    if (many == null && size == FEW) {
      many = new LinkedHashMap<>();
      for (Partition each : few) {
        many.put(key(each), each);
      }
      few = NONE;
      size = 0;
    }
    if (many != null) {
      many.put(key(partition), partition);
      return;
    }
    if (size == few.length) {
      Partition[] larger = new Partition[Math.max(1, size * 2)];
      System.arraycopy(few, 0, larger, 0, size);
      few = larger;
    }
    few[size++] = partition;
  }

  private static Object key(Partition partition) {
    return Objects.requireNonNull(partition.key);
  }

  void remove(Partition partition) {
    if (many != null) {
      many.remove(key(partition));
      if (many.isEmpty()) {
        many = null;
      }
      return;
    }
    int place = place(key(partition));
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
  public Iterator<Partition> iterator() {
    return many == null ? new OfFew() : many.values().iterator();
  }

  private final class OfFew implements Iterator<Partition> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Partition next() {
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
