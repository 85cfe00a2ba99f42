package dev.nudge.engine.event;

import com.google.common.primitives.UnsignedLong;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named values in typed slots, immutable. A number lies in {@code words} and its slot in {@code
 * refs} holds the number's {@link Kind}; any other value lies in {@code refs} itself.
 */
public final class Properties {
  /** No properties. */
  public static final Properties EMPTY = new Properties(Shape.EMPTY, new long[0], new Object[0]);

  private final Shape shape;
  private final long[] words;
  private final Object[] refs;

  /** {@link #weight}, once it is known; 0 before. */
  private int weight;

  /** {@link #weightAtMost}, once it is known; 0 before. */
  private int weightAtMost;

  private Properties(Shape shape, long[] words, Object[] refs) {
    this.shape = shape;
    this.words = words;
    this.refs = refs;
  }

  /**
   * Properties from boxed values (see {@link Kind}), in the map's order; for small uses and tests.
   */
  public static Properties of(Map<String, ?> values) {
    Builder builder = new Builder(Shapes.shared());
    values.forEach(builder::put);
    return builder.build();
  }

  /**
   * Properties of a shape, as they lie in slots; they keep the arrays.
   *
   * @param words the number in each slot that has one
   * @param refs in a slot with a number its kind: {@link Kind#INT}, {@link Kind#UINT} or {@link
   *     Kind#DOUBLE}; else the value
   */
  public static Properties ofSlots(Shape shape, long[] words, Object[] refs) {
    return refs.length == 0 ? EMPTY : new Properties(shape, words, refs);
  }

  /** The names, in slot order. */
  public Shape shape() {
    return shape;
  }

  /** How many properties. */
  public int size() {
    return refs.length;
  }

  /** What names and values take, in bytes, about: see {@link Weight}. Found once. */
  public int weight() {
    if (weight == 0) { // found twice by two threads, it is the same
      long sum = shape.weight();
      for (Object ref : refs) {
        sum += Weight.ofPart(ref, Long.MAX_VALUE);
      }
      weight = (int) Math.min(sum, Integer.MAX_VALUE);
    }
    return weight;
  }

  /** What {@link #weight} is, or more, without a look at the texts. */
  public int weightAtMost() {
    if (weight != 0) {
      return weight;
    }
    if (weightAtMost == 0) { // as above
      long sum = shape.weight();
      for (Object ref : refs) {
        sum +=
            ref instanceof Kind
                ? Weight.PART
                : ref instanceof String text
                    ? Weight.PART + Weight.MOST_BYTES_A_CHAR * (long) text.length()
                    : Weight.ofPart(ref, Long.MAX_VALUE);
      }
      weightAtMost = (int) Math.min(sum, Integer.MAX_VALUE);
    }
    return weightAtMost;
  }

  /** Whether they weigh more than this; a few nanoseconds where they are far from it. */
  public boolean weighMoreThan(long most) {
    return weightAtMost() > most && weight() > most;
  }

  /** Leaves the value of a slot of {@link #shape()} in the register and returns its kind. */
  public Kind load(int slot, Register into) {
    Object ref = refs[slot];
    if (ref instanceof Kind kind) {
      into.word = words[slot];
      return kind;
    }
    into.ref = ref;
    if (ref instanceof String) {
      return Kind.STRING;
    }
    return into.put(ref);
  }

  /** The text in a slot of {@link #shape()}, or null where it is none. */
  public @Nullable String text(int slot) {
    return refs[slot] instanceof String text ? text : null;
  }

  /** The boxed value of a slot of {@link #shape()}. */
  public Object get(int slot) {
    Object ref = refs[slot];
    return boxed(ref, words[slot]);
  }

  private static Object boxed(Object ref, long word) {
    if (ref instanceof Kind kind) {
      return switch (kind) {
        case INT -> word;
        case UINT -> UnsignedLong.fromLongBits(word);
        default -> Double.longBitsToDouble(word);
      };
    }
    return ref;
  }

  /** The boxed value of a property, or null where there is none. */
  public @Nullable Object get(String name) {
    int slot = shape.slot(name);
    return slot < 0 ? null : get(slot);
  }

  /** All values, boxed, in slot order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < refs.length; i++) {
      map.put(shape.name(i), get(i));
    }
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Properties that
            && shape.equals(that.shape)
            && Arrays.equals(words, that.words)
            && Arrays.equals(refs, that.refs));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + Arrays.hashCode(refs);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }

  /**
   * Collects properties. One builder makes any number of them, one after the other; it is not safe
   * for use by several threads. A name put twice keeps its first slot and its last value.
   */
  public static final class Builder {
    private final Shapes shapes;
    private String[] names = new String[16];
    private long[] words = new long[16];
    private Object[] refs = new Object[16];
    private int size;

    /** A builder whose results share the shapes of this store. */
    public Builder(Shapes shapes) {
      this.shapes = shapes;
    }

    /** Puts an integer. */
    public Builder put(String name, long value) {
      int slot = slotFor(name);
      words[slot] = value;
      refs[slot] = Kind.INT;
      return this;
    }

    /** Puts a floating-point number. */
    public Builder put(String name, double value) {
      int slot = slotFor(name);
      words[slot] = Double.doubleToRawLongBits(value);
      refs[slot] = Kind.DOUBLE;
      return this;
    }

    /** Puts a number beyond the positive integers: its 64 bits. */
    public Builder putUnsigned(String name, long bits) {
      int slot = slotFor(name);
      words[slot] = bits;
      refs[slot] = Kind.UINT;
      return this;
    }

    /** Puts what a register holds; nothing where the kind is none that an event can hold. */
    public Builder put(String name, Kind kind, Register value) {
      return switch (kind) {
        case INT -> put(name, value.word);
        case UINT -> putUnsigned(name, value.word);
        case DOUBLE -> put(name, Double.longBitsToDouble(value.word));
        case BOOL -> put(name, (Object) (value.word != 0));
        default -> value.ref == null ? this : put(name, value.ref);
      };
    }

    /**
     * Puts a boxed value (see {@link Kind}).
     *
     * @throws IllegalArgumentException if it is not of a kind that an event can hold
     */
    public Builder put(String name, Object value) {
      if (value instanceof Long number) {
        return put(name, number.longValue());
      }
      if (value instanceof Double number) {
        return put(name, number.doubleValue());
      }
      if (value instanceof UnsignedLong number) {
        return putUnsigned(name, number.longValue());
      }
      if (!(value instanceof String
          || value instanceof Boolean
          || value instanceof List<?>
          || value instanceof Map<?, ?>
          || value instanceof java.time.Instant
          || value instanceof java.time.Duration
          || value == Null.NULL)) {
        throw new IllegalArgumentException(
            "property '" + name + "' holds no value: " + value.getClass().getName());
      }
      int slot = slotFor(name);
      words[slot] = 0;
      refs[slot] = value;
      return this;
    }

    /** Forgets a property that was put before. */
    public Builder remove(String name) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          size--;
          System.arraycopy(names, i + 1, names, i, size - i);
          System.arraycopy(words, i + 1, words, i, size - i);
          System.arraycopy(refs, i + 1, refs, i, size - i);
          return this;
        }
      }
      return this;
    }

    /** The boxed value put last under a name, or null. */
    public @Nullable Object get(String name) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return boxed(refs[i], words[i]);
        }
      }
      return null;
    }

    /** Puts all of these. */
    public Builder putAll(Properties properties) {
      if (size == 0) {
        return putFirst(properties);
      }
      for (int i = 0; i < properties.refs.length; i++) {
        int slot = slotFor(properties.shape.name(i));
        words[slot] = properties.words[i];
        refs[slot] = properties.refs[i];
      }
      return this;
    }

    /** Names of one shape are distinct: none has to be looked for. */
    private Builder putFirst(Properties properties) {
      int count = properties.size();
      if (count > names.length) {
        names = new String[count];
        words = new long[count];
        refs = new Object[count];
      }
      for (int i = 0; i < count; i++) {
        names[i] = properties.shape.name(i);
      }
      System.arraycopy(properties.words, 0, words, 0, count);
      System.arraycopy(properties.refs, 0, refs, 0, count);
      size = count;
      return this;
    }

    /** The properties put since the last call; the builder is empty afterwards. */
    public Properties build() {
      if (size == 0) {
        return EMPTY;
      }
      Properties built =
          new Properties(
              shapes.of(names, size), Arrays.copyOf(words, size), Arrays.copyOf(refs, size));
      size = 0;
      return built;
    }

    /** Forgets what was put since the last {@link #build}. */
    public void clear() {
      size = 0;
    }

    private int slotFor(String name) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, size * 2);
        words = Arrays.copyOf(words, size * 2);
        refs = Arrays.copyOf(refs, size * 2);
      }
      names[size] = name;
      return size++;
    }
  }
}
