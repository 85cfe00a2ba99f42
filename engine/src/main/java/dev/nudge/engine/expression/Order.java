package dev.nudge.engine.expression;

import dev.cel.common.values.CelByteString;
import dev.nudge.engine.event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of two values comes first: -1, 0, 1, or one of the two answers that are no order. */
final class Order {
  /** A comparison with NaN: false, whatever was asked. */
  static final int UNORDERED = 2;

  /** Kinds that do not compare. */
  static final int NONE = 3;

  private Order() {}

  /** What was asked. */
  enum Relation {
    LESS("'<'"),
    LESS_OR_EQUAL("'<='"),
    GREATER("'>'"),
    GREATER_OR_EQUAL("'>='");

    final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** Whether an order, -1, 0, 1 or {@link Order#UNORDERED}, is what was asked. */
    boolean holds(int order) {
      return switch (this) {
        case LESS -> order == -1;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order == 1;
        case GREATER_OR_EQUAL -> order == 0 || order == 1;
      };
    }

    /** The same question with the sides exchanged. */
    Relation mirrored() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }

  static int of(double left, double right) {
    return left < right ? -1 : left > right ? 1 : left == right ? 0 : UNORDERED;
  }

  static int of(
      Kind left,
      long leftWord,
      @Nullable Object leftRef,
      Kind right,
      long rightWord,
      @Nullable Object rightRef) {
    return switch (left) {
      case INT ->
          switch (right) {
            case INT -> Long.compare(leftWord, rightWord);
            case DOUBLE -> -Numbers.compareDoubleInt(Double.longBitsToDouble(rightWord), leftWord);
            case UINT -> Numbers.compareIntUint(leftWord, rightWord);
            default -> NONE;
          };
      case DOUBLE -> {
        double number = Double.longBitsToDouble(leftWord);
        yield switch (right) {
          case INT -> Numbers.compareDoubleInt(number, rightWord);
          case DOUBLE -> of(number, Double.longBitsToDouble(rightWord));
          case UINT -> Numbers.compareDoubleUint(number, rightWord);
          default -> NONE;
        };
      }
      case UINT ->
          switch (right) {
            case INT -> -Numbers.compareIntUint(rightWord, leftWord);
            case DOUBLE -> -Numbers.compareDoubleUint(Double.longBitsToDouble(rightWord), leftWord);
            case UINT -> Long.compareUnsigned(leftWord, rightWord);
            default -> NONE;
          };
      default -> left == right ? alike(left, leftWord, leftRef, rightWord, rightRef) : NONE;
    };
  }

  private static int alike(
      Kind kind,
      long leftWord,
      @Nullable Object leftRef,
      long rightWord,
      @Nullable Object rightRef) {
    if (kind == Kind.BOOL) {
      return Long.compare(leftWord, rightWord);
    }
    Object left = Objects.requireNonNull(leftRef);
    Object right = Objects.requireNonNull(rightRef);
    return switch (kind) {
      case STRING -> Integer.signum(((String) left).compareTo((String) right));
      case TIMESTAMP -> Integer.signum(((Instant) left).compareTo((Instant) right));
      case DURATION -> Integer.signum(((Duration) left).compareTo((Duration) right));
      case BYTES ->
          Integer.signum(
              CelByteString.unsignedLexicographicalComparator()
                  .compare((CelByteString) left, (CelByteString) right));
      default -> NONE;
    };
  }
}
