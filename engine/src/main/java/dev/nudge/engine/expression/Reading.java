package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import java.util.Optional;

/**
 * What a part of an expression was worth when it was read.
 *
 * @param text the part as people write it: {@code event.price}
 * @param value boxed, as {@link Kind} says; absent where there was none
 * @param failure why there was none; empty where there was one
 */
public record Reading(String text, Optional<Object> value, String failure) {

  static Reading of(String text, Expression part, Frame frame) {
    Kind kind = part.evaluate(frame);
    return switch (kind) {
      case ERROR -> new Reading(text, Optional.empty(), String.valueOf(frame.ref));
      case UINT -> new Reading(text, Optional.of(Long.toUnsignedString(frame.word) + "u"), "");
      case NULL, BOOL, INT, DOUBLE, STRING, BYTES, TIMESTAMP, DURATION, LIST, MAP, TYPE ->
          new Reading(text, Optional.of(frame.box(kind)), "");
    };
  }

  /** Whether it is a condition that held. */
  public boolean holds() {
    return value.isPresent() && value.get().equals(true);
  }
}
