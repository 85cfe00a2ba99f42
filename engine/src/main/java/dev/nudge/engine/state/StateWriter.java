package dev.nudge.engine.state;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts of a user's state, one after the other. Numbers are varints, a string or event
 * that was written before is a reference. {@link StateReader} reads the same calls in the same
 * order.
 */
public final class StateWriter {
  private final Map<String, Integer> strings = new HashMap<>();
  private final IdentityHashMap<Event, Integer> events = new IdentityHashMap<>();
  private final Register register = new Register();
  private byte[] bytes = new byte[256];
  private int size;

  /** What was written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** A number that is mostly small and not negative: one byte up to 127, ten at most. */
  public void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      raw((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    raw((int) rest);
  }

  /** A number that is mostly near zero, of either sign. */
  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  /** Eight bytes. */
  public void fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      raw((int) (value >>> shift));
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
    Integer known = strings.putIfAbsent(value, strings.size());
    if (known != null) {
      varint(known + 1L);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(0);
    varint(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /**
   * A boxed value of one of the kinds an event can hold.
   *
   * @throws IllegalArgumentException if it is of no such kind
   */
  @SuppressWarnings({
    "JavaInstantGetSecondsGetNano",
    "JavaDurationGetSecondsGetNano"
  }) // both written
  public void value(Object value) {
    Kind kind = register.put(value);
    raw(kind.code());
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
    Integer known = events.putIfAbsent(event, events.size());
    if (known != null) {
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
