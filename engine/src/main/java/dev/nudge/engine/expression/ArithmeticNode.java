package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Weight;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} and the sign. Integers that leave their range are errors, never wrapped.
 * Numbers of two kinds are an error, as in CEL, unless the kind of one is only known from the data
 * ({@link Undeclared}): then an integer beside a double is a double, and one beside an unsigned
 * number is what both are, exactly.
 */
abstract class ArithmeticNode extends Node {
  static final EvaluationError OVERFLOW =
      new EvaluationError(EvaluationError.Reason.OVERFLOW, "a number beyond the range of its type");
  static final EvaluationError BY_ZERO =
      new EvaluationError(EvaluationError.Reason.DIVISION_BY_ZERO, "division by zero");

  final Node left;
  final Node right;
  private final BinaryOperator<BigInteger> exact;
  private final boolean mixes;
  private final Mismatch mismatch;

  /**
   * An operation.
   *
   * @param exact the same over integers of any size
   * @param mixes whether it takes numbers of two kinds
   */
  private ArithmeticNode(
      String sign, BinaryOperator<BigInteger> exact, Node left, Node right, boolean mixes) {
    this.exact = exact;
    this.left = left;
    this.right = right;
    this.mixes = mixes;
    this.mismatch = new Mismatch("'" + sign + "'");
  }

  @Override
  public final Kind evaluate(Frame frame) {
    Kind first = left.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    long word = frame.word;
    @Nullable Object ref = frame.ref;
    Kind second = right.evaluate(frame);
    if (second == Kind.ERROR) {
      return second;
    }
    if (first == second) {
      if (first == Kind.INT) {
        return ints(word, frame.word, frame);
      } else if (first == Kind.DOUBLE) {
        return doubles(Double.longBitsToDouble(word), Double.longBitsToDouble(frame.word), frame);
      } else if (first == Kind.UINT) {
        return uints(word, frame.word, frame);
      }
    } else if (mixes && first.isNumber() && second.isNumber()) {
      return mixed(first, word, second, frame.word, frame);
    }
    if (Values.isWord(first) || Values.isWord(second) || ref == null) {
      return fail(frame, mismatch.of(first, second));
    }
    return objects(first, ref, second, ref(frame), frame);
  }

  private Kind mixed(Kind first, long left, Kind second, long right, Frame frame) {
    return first == Kind.DOUBLE || second == Kind.DOUBLE
        ? doubles(first.toDouble(left), second.toDouble(right), frame)
        : integers(Numbers.exact(first, left), Numbers.exact(second, right), frame);
  }

  /** Two integers, one signed and one not. */
  Kind integers(BigInteger left, BigInteger right, Frame frame) {
    BigInteger result = exact.apply(left, right);
    if (result.bitLength() < Long.SIZE) {
      return leave(frame, result.longValue());
    } else if (result.signum() > 0 && result.bitLength() == Long.SIZE) {
      frame.word = result.longValue();
      return Kind.UINT;
    }
    return fail(frame, OVERFLOW);
  }

  abstract Kind ints(long left, long right, Frame frame);

  abstract Kind uints(long left, long right, Frame frame);

  Kind doubles(double left, double right, Frame frame) {
    return fail(frame, mismatch.of(Kind.DOUBLE, Kind.DOUBLE));
  }

  Kind objects(Kind first, Object left, Kind second, Object right, Frame frame) {
    return fail(frame, mismatch.of(first, second));
  }

  static final class Add extends ArithmeticNode {
    Add(Node left, Node right, boolean mixes) {
      super("+", BigInteger::add, left, right, mixes);
    }

    @Override
    Kind ints(long left, long right, Frame frame) {
      long sum = left + right;
      return ((left ^ sum) & (right ^ sum)) < 0 ? fail(frame, OVERFLOW) : leave(frame, sum);
    }

    @Override
    Kind uints(long left, long right, Frame frame) {
      long sum = left + right;
      if (Long.compareUnsigned(sum, left) < 0) {
        return fail(frame, OVERFLOW);
      }
      frame.word = sum;
      return Kind.UINT;
    }

    @Override
    Kind doubles(double left, double right, Frame frame) {
      return leave(frame, left + right);
    }

    @Override
    Kind objects(Kind first, Object left, Kind second, Object right, Frame frame) {
      if (!BudgetNode.take(frame, Weight.of(left, frame.bytes))
          || !BudgetNode.take(frame, Weight.of(right, frame.bytes))) {
        return fail(frame, BudgetNode.TOO_LARGE);
      }
      Object sum = Concatenation.of(first, left, second, right);
      if (sum == null) {
        sum = TimeArithmetic.plus(first, left, second, right);
      }
      return sum == null
          ? super.objects(first, left, second, right, frame)
          : Values.unbox(frame, sum);
    }
  }

  static final class Subtract extends ArithmeticNode {
    Subtract(Node left, Node right, boolean mixes) {
      super("-", BigInteger::subtract, left, right, mixes);
    }

    @Override
    Kind ints(long left, long right, Frame frame) {
      long difference = left - right;
      return ((left ^ right) & (left ^ difference)) < 0
          ? fail(frame, OVERFLOW)
          : leave(frame, difference);
    }

    @Override
    Kind uints(long left, long right, Frame frame) {
      if (Long.compareUnsigned(left, right) < 0) {
        return fail(frame, OVERFLOW);
      }
      frame.word = left - right;
      return Kind.UINT;
    }

    @Override
    Kind doubles(double left, double right, Frame frame) {
      return leave(frame, left - right);
    }

    @Override
    Kind objects(Kind first, Object left, Kind second, Object right, Frame frame) {
      Object difference = TimeArithmetic.minus(first, left, second, right);
      return difference == null
          ? super.objects(first, left, second, right, frame)
          : Values.unbox(frame, difference);
    }
  }

  static final class Multiply extends ArithmeticNode {
    Multiply(Node left, Node right, boolean mixes) {
      super("*", BigInteger::multiply, left, right, mixes);
    }

    @Override
    Kind ints(long left, long right, Frame frame) {
      long product = left * right;
      return Math.multiplyHigh(left, right) == product >> 63
          ? leave(frame, product)
          : fail(frame, OVERFLOW);
    }

    @Override
    Kind uints(long left, long right, Frame frame) {
      if (right != 0 && Long.compareUnsigned(left, Long.divideUnsigned(-1L, right)) > 0) {
        return fail(frame, OVERFLOW);
      }
      frame.word = left * right;
      return Kind.UINT;
    }

    @Override
    Kind doubles(double left, double right, Frame frame) {
      return leave(frame, left * right);
    }
  }

  /** What zero is no right side of, unless it is a double. */
  private abstract static class Division extends ArithmeticNode {
    Division(String sign, BinaryOperator<BigInteger> exact, Node left, Node right, boolean mixes) {
      super(sign, exact, left, right, mixes);
    }

    @Override
    final Kind integers(BigInteger left, BigInteger right, Frame frame) {
      return right.signum() == 0 ? fail(frame, BY_ZERO) : super.integers(left, right, frame);
    }

    @Override
    final Kind ints(long left, long right, Frame frame) {
      return right == 0 ? fail(frame, BY_ZERO) : signed(left, right, frame);
    }

    @Override
    final Kind uints(long left, long right, Frame frame) {
      if (right == 0) {
        return fail(frame, BY_ZERO);
      }
      frame.word = unsigned(left, right);
      return Kind.UINT;
    }

    abstract Kind signed(long left, long right, Frame frame);

    abstract long unsigned(long left, long right);
  }

  static final class Divide extends Division {
    Divide(Node left, Node right, boolean mixes) {
      super("/", BigInteger::divide, left, right, mixes);
    }

    @Override
    Kind signed(long left, long right, Frame frame) {
      return left == Long.MIN_VALUE && right == -1
          ? fail(frame, OVERFLOW)
          : leave(frame, left / right);
    }

    @Override
    long unsigned(long left, long right) {
      return Long.divideUnsigned(left, right);
    }

    @Override
    Kind doubles(double left, double right, Frame frame) {
      return leave(frame, left / right);
    }
  }

  static final class Modulo extends Division {
    Modulo(Node left, Node right, boolean mixes) {
      super("%", BigInteger::remainder, left, right, mixes);
    }

    @Override
    Kind signed(long left, long right, Frame frame) {
      return leave(frame, left % right);
    }

    @Override
    long unsigned(long left, long right) {
      return Long.remainderUnsigned(left, right);
    }
  }

  /** The sign. */
  static final class Negate extends Node {
    private final Node operand;
    private final Mismatch mismatch = new Mismatch("'-'");

    Negate(Node operand) {
      this.operand = operand;
    }

    @Override
    public Kind evaluate(Frame frame) {
      Kind kind = operand.evaluate(frame);
      return switch (kind) {
        case ERROR -> kind;
        case INT ->
            frame.word == Long.MIN_VALUE ? fail(frame, OVERFLOW) : leave(frame, -frame.word);
        case DOUBLE -> leave(frame, -Double.longBitsToDouble(frame.word));
        default -> fail(frame, mismatch.of(kind));
      };
    }
  }
}
