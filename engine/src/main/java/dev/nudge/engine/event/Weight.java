package dev.nudge.engine.event;

import dev.cel.common.values.CelByteString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value takes, in bytes, about: a text its UTF-8, and {@value #PART} for anything else and
 * for each element. What is in a list twice counts twice, so that a short expression cannot make a
 * value that takes for ever to compare or to write. All bounds in bytes on values, events and
 * properties are of this weight.
 */
public final class Weight {
  /** Of an element, a number, a key. */
  public static final int PART = 16;

  static final int MOST_BYTES_A_CHAR = 3;

  private long left;

  private Weight(long left) {
    this.left = left;
  }

  /** A view of what lives elsewhere: it weighs what a reference to it does. */
  public interface Lent {}

  /** The weight of a text. */
  public static long of(String text) {
    int length = text.length();
    long bytes = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  /**
   * The weight of a value by itself, nothing for a number; more than {@code most} if it is more
   * than that.
   */
  public static long of(@Nullable Object value, long most) {
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof CelByteString bytes) {
      return bytes.size();
    }
    if (!(value instanceof List<?> || value instanceof Map<?, ?>)) {
      return 0;
    }
    return ofPart(value, most);
  }

  /** The weight of a value as an element of another; counting ends beyond {@code most}. */
  public static long ofPart(@Nullable Object value, long most) {
    Weight weight = new Weight(most);
    weight.take(value);
    return most - weight.left;
  }

  /** The weight of an event; that of its properties is found once. */
  public static long of(Event event) {
    return 4 * PART
        + of(event.id())
        + of(event.user())
        + of(event.type())
        + event.properties().weight();
  }

  /** What an event weighs, or more: in a few nanoseconds, without a look at its texts. */
  public static long atMost(Event event) {
    return 4 * PART
        + MOST_BYTES_A_CHAR
            * ((long) event.id().length() + event.user().length() + event.type().length())
        + event.properties().weightAtMost();
  }

  /** Whether a value by itself is heavier; a few nanoseconds for a number or a short text. */
  public static boolean exceeds(@Nullable Object value, long most) {
    if (value instanceof String text) {
      return text.length() * (long) MOST_BYTES_A_CHAR > most
          && (text.length() > most || of(text) > most);
    }
    return of(value, most) > most;
  }

  private void take(@Nullable Object value) {
    left -= PART;
    if (value instanceof String text) {
      left -= of(text);
    } else if (value instanceof CelByteString bytes) {
      left -= bytes.size();
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size() && left >= 0; i++) {
        take(list.get(i));
      }
    } else if (value instanceof Lent || value instanceof Event) {
      left -= 4 * PART; // shared, and never what grows; written out, an offer counts it in full
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (left < 0) {
          return;
        }
        take(entry.getKey());
        take(entry.getValue());
      }
    }
  }
}
