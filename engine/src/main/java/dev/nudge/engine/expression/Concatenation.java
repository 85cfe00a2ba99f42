package dev.nudge.engine.expression;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code +} of strings, bytes and lists. */
final class Concatenation {
  private Concatenation() {}

  /** The two joined, or null where they are not of one of these kinds. */
  static @Nullable Object of(Kind first, Object left, Kind second, Object right) {
    if (first != second) {
      return null;
    }
    return switch (first) {
      case STRING -> (String) left + (String) right;
      case BYTES -> ((CelByteString) left).concat((CelByteString) right);
      case LIST -> {
        List<?> head = (List<?>) left;
        List<?> tail = (List<?>) right;
        List<Object> joined = new ArrayList<>(head.size() + tail.size());
        joined.addAll(head);
        joined.addAll(tail);
        yield joined;
      }
      default -> null;
    };
  }
}
