package dev.nudge.engine.expression;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value would take written out, in bytes, about: characters, and {@value #PART} for anything
 * else. What is in a list twice counts twice, so that a short expression cannot make a value that
 * takes for ever to compare or to write.
 */
final class Weight {
  /** Of an element, a number, a key. */
  static final int PART = 16;

  private long left;

  private Weight(long left) {
    this.left = left;
  }

  /** The weight of a value that a function made; more than {@code most} if it is more than that. */
  static long of(@Nullable Object value, long most) {
    if (value instanceof String text) {
      return text.length();
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
  static long ofPart(@Nullable Object value, long most) {
    Weight weight = new Weight(most);
    weight.take(value);
    return most - weight.left;
  }

  private void take(@Nullable Object value) {
    left -= PART;
    if (value instanceof String text) {
      left -= text.length();
    } else if (value instanceof CelByteString bytes) {
      left -= bytes.size();
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size() && left >= 0; i++) {
        take(list.get(i));
      }
    } else if (value instanceof EventMap || value instanceof Event) {
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
