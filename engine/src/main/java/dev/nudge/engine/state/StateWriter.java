package dev.nudge.engine.state;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.event.Shape;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts of a user's state, one after the other. Numbers are varints, a string or event
 * that was written before is a reference. {@link StateReader} reads the same calls in the same
 * order. For one thread.
 */
public final class StateWriter {
  private static final int FIRST = 256;

  /** An array that has grown beyond this is not kept for the next use. */
  private static final int KEPT = 1 << 16;

  private static final int LONGEST_VARINT = 10;

  private static final ThreadLocal<StateWriter> REUSED = ThreadLocal.withInitial(StateWriter::new);

  private final Numbered<String> strings = new Numbered<>();
  private final Numbered<Event> events = new Numbered<>();
  private final ShapeNames names = new ShapeNames();
  private final Register register = new Register();
  private byte[] bytes = new byte[FIRST];
  private int size;

  /**
   * A writer that this thread has used before, as new: saves what a new one costs. Whoever asks is
   * done with it before the next asks.
   */
  public static StateWriter reused() {
    StateWriter writer = REUSED.get();
    writer.strings.clear();
    writer.events.clear();
    writer.size = 0;
    if (writer.bytes.length > KEPT) {
      writer.bytes = new byte[FIRST];
    }
    return writer;
  }

  /** Writes what was written so far elsewhere, with its length before it: four bytes. */
  public void writeTo(DataOutput target) throws IOException {
    target.writeInt(size);
    target.write(bytes, 0, size);
  }

  /** How many bytes were written so far. */
  public int size() {
    return size;
  }

  /**
   * Copies what was written so far into an array, as a {@link #piece} at a place.
   *
   * @return the place after it
   */
  public int pieceTo(byte[] target, int at) {
    int begin = varint(target, at, size);
    System.arraycopy(bytes, 0, target, begin, size);
    return begin + size;
  }

  /** What was written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** A number that is mostly small and not negative: one byte up to 127, ten at most. */
  public void varint(long value) {
    ensure(LONGEST_VARINT);
    size = varint(bytes, size, value);
  }

  private static int varint(byte[] target, int at, long value) {
    int place = at;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target[place++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    target[place++] = (byte) rest;
    return place;
  }

  /** A number that is mostly near zero, of either sign. */
  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  /** Eight bytes. */
  public void fixed(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** A floating-point number. */
  public void number(double value) {
    fixed(Double.doubleToRawLongBits(value));
  }

  /** A truth value. */
  public void flag(boolean value) {
    raw(value ? 1 : 0);
  }

  /** A string; the second time it costs a reference. */
  public void string(String value) {
    int known = strings.number(value, value.hashCode());
    if (known != Numbered.NEW) {
      varint(known + 1L);
      return;
    }
    varint(0);
    text(value);
  }

  /** A string, in full: its length in bytes, then UTF-8. Most are ASCII, and short. */
  private void text(String value) {
    int length = value.length();
    ensure(LONGEST_VARINT + length);
    int begin = size;
    varint(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = begin;
        piece(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  /**
   * A boxed value of one of the kinds an event can hold.
   *
   * @throws IllegalArgumentException if it is of no such kind
   */
  public void value(Object value) {
    Kind kind = register.put(value);
    raw(kind.code());
    rest(kind, value);
  }

  @SuppressWarnings({
    "JavaInstantGetSecondsGetNano",
    "JavaDurationGetSecondsGetNano"
  }) // both written
  private void rest(Kind kind, Object value) {
    switch (kind) {
      case NULL -> {}
      case BOOL -> raw((int) register.word);
      case INT -> zigzag(register.word);
      case DOUBLE -> fixed(register.word);
      case STRING -> string((String) value);
      case TIMESTAMP -> {
        zigzag(((Instant) value).getEpochSecond());
        varint(((Instant) value).getNano());
      }
      case DURATION -> {
        zigzag(((Duration) value).toSeconds());
        varint(((Duration) value).getNano());
      }
      case LIST -> {
        varint(((List<?>) value).size());
        ((List<?>) value).forEach(this::value);
      }
      case MAP -> {
        varint(((Map<?, ?>) value).size());
        ((Map<?, ?>) value)
            .forEach(
                (key, element) -> {
                  value(key);
                  value(element);
                });
      }
      case UINT -> varint(register.word);
      case ERROR, BYTES, TYPE -> throw new IllegalArgumentException("cannot be kept: " + kind);
    }
  }

  /** Properties. */
  public void properties(Properties properties) {
    varint(properties.size());
    for (int i = 0; i < properties.size(); i++) {
      string(properties.shape().name(i));
      value(properties.get(i));
    }
  }

  /** An event; the second time it costs a reference. */
  public void event(Event event) {
    int known = events.number(event, event.id().hashCode());
    if (known != Numbered.NEW) {
      varint(known + 1L);
      return;
    }
    varint(0);
    string(event.id());
    string(event.user());
    string(event.type());
    zigzag(event.time());
    properties(event.properties());
  }

  /**
   * An event on its way from one place to another, for bytes that nobody keeps: its names are one
   * piece, which the reader knows when it comes again, and nothing is a reference.
   */
  public void passing(Event event) {
    text(event.id());
    text(event.user());
    text(event.type());
    zigzag(event.time());
    names(event.properties().shape());
    slots(event.properties());
  }

  /**
   * An event of a row of one user's: it has the user of the row, and no names where those before it
   * are the same. For a writer of its own.
   */
  public void inRow(Event event, Shape before) {
    Shape shape = event.properties().shape();
    boolean isNamed = !shape.equals(before);
    zigzag(event.time());
    flag(isNamed);
    if (isNamed) {
      names(shape);
    }
    text(event.id());
    text(event.type());
    slots(event.properties());
  }

  /** The names of a shape as one piece. */
  public void names(Shape shape) {
    piece(names.piece(shape));
  }

  /** Bytes with their number before them. */
  public void piece(byte[] piece) {
    piece(piece, 0, piece.length);
  }

  /** A part of an array, with its length before it. */
  public void piece(byte[] array, int from, int length) {
    varint(length);
    ensure(length);
    System.arraycopy(array, from, bytes, size, length);
    size += length;
  }

  private void slots(Properties properties) {
    for (int i = 0; i < properties.size(); i++) {
      Kind kind = properties.load(i, register);
      raw(kind.code());
      if (kind == Kind.STRING) {
        text((String) properties.get(i));
      } else if (kind == Kind.INT) {
        zigzag(register.word);
      } else if (kind == Kind.DOUBLE) {
        fixed(register.word);
      } else {
        rest(kind, properties.get(i));
      }
    }
  }

  private void raw(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
