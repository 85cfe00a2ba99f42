package dev.nudge.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.expression.AccessPredicate.Part;
import dev.nudge.engine.expression.AccessPredicate.Range;
import dev.nudge.engine.expression.AccessPredicate.Read;
import dev.nudge.engine.expression.AccessPredicate.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The access predicates of the nodes that have some. */
final class AccessPredicates {
  private AccessPredicates() {}

  /** Of {@code operand == text}, or of {@code operand in texts}. */
  static List<AccessPredicate> texts(Node operand, Set<String> texts) {
    return operand
        .comparand()
        .<List<AccessPredicate>>map(read -> List.of(new Texts(read, texts)))
        .orElse(List.of());
  }

  /** Of {@code operand == constant}, where that is a number. */
  static List<AccessPredicate> equal(Node condition, Node operand, Node constant) {
    return constant instanceof ConstantNode known
        ? number(known).map(number -> range(condition, operand, number, number)).orElse(List.of())
        : List.of();
  }

  /** Of {@code operand < constant} and the like; the bound itself is let in, which does no harm. */
  static List<AccessPredicate> compare(
      Node condition, Node operand, Order.Relation relation, ConstantNode constant) {
    Optional<Double> number = number(constant);
    if (number.isEmpty()) {
      return List.of();
    }
    return switch (relation) {
      case LESS, LESS_OR_EQUAL -> range(condition, operand, Double.NEGATIVE_INFINITY, number.get());
      case GREATER, GREATER_OR_EQUAL ->
          range(condition, operand, number.get(), Double.POSITIVE_INFINITY);
    };
  }

  /** Of {@code operand in numbers}: that it lies between the least and the greatest of them. */
  static List<AccessPredicate> among(Node condition, Node operand, List<?> list) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Object element : list) {
      if (!(element instanceof Number number)
          || element instanceof UnsignedLong
          || Double.isNaN(number.doubleValue())) {
        return List.of();
      }
      least = Math.min(least, number.doubleValue());
      greatest = Math.max(greatest, number.doubleValue());
    }
    return list.isEmpty() ? List.of() : range(condition, operand, least, greatest);
  }

  /** Of a text that must be found in the operand. */
  static List<AccessPredicate> part(Node operand, String text) {
    return text.isEmpty()
        ? List.of()
        : operand
            .comparand()
            .<List<AccessPredicate>>map(read -> List.of(new Part(read, text)))
            .orElse(List.of());
  }

  private static List<AccessPredicate> range(
      Node condition, Node operand, double least, double greatest) {
    if (operand instanceof NameNode.Measured measured) {
      return List.of(new AccessPredicate.Measured(measured.measure, condition));
    }
    return operand
        .comparand()
        .<List<AccessPredicate>>map(read -> List.of(new Range(read, least, greatest)))
        .orElse(List.of());
  }

  /**
   * The nearest double. Comparing by way of doubles keeps the order, but for what becomes equal:
   * hence bounds are inclusive.
   */
  private static Optional<Double> number(ConstantNode constant) {
    double number =
        switch (constant.kind) {
          case INT, DOUBLE -> constant.kind.toDouble(constant.word);
          default -> Double.NaN;
        };
    return Double.isNaN(number) ? Optional.empty() : Optional.of(number);
  }

  /**
   * Of {@code left && right}. The left one is looked at first: where it gives neither a truth value
   * nor an error, the right one cannot make the whole false.
   */
  static List<AccessPredicate> both(Node left, Node right) {
    List<AccessPredicate> all = new ArrayList<>(left.access());
    if (left.answers()) {
      for (AccessPredicate other : right.access()) {
        if (!narrow(all, other)) {
          all.add(other);
        }
      }
    }
    return all;
  }

  /** Makes one of two ranges of the same property. */
  private static boolean narrow(List<AccessPredicate> all, AccessPredicate other) {
    for (int i = 0; i < all.size(); i++) {
      if (other instanceof Range range
          && all.get(i) instanceof Range known
          && known.read().equals(range.read())) {
        all.set(i, known.and(range));
        return true;
      }
    }
    return false;
  }

  /** Of {@code left || right}: where both look at the same property in the same way. */
  static List<AccessPredicate> either(Node left, Node right) {
    List<AccessPredicate> all = new ArrayList<>();
    List<AccessPredicate> others = right.access();
    for (AccessPredicate one : left.access()) {
      for (AccessPredicate other : others) {
        if (one instanceof Texts a && other instanceof Texts b && a.read().equals(b.read())) {
          all.add(a.or(b));
        } else if (one instanceof Range a
            && other instanceof Range b
            && a.read().equals(b.read())) {
          all.add(a.or(b));
        }
      }
    }
    return all;
  }

  /** The measure that is compared with a constant number. */
  static Optional<Set<Integer>> compared(Node operand, Node constant) {
    return operand instanceof NameNode.Measured measured
            && constant instanceof ConstantNode known
            && number(known).isPresent()
        ? Optional.of(Set.of(measured.measure))
        : Optional.empty();
  }

  /** The measures that two conditions compare. */
  static Optional<Set<Integer>> compared(Optional<Set<Integer>> one, Optional<Set<Integer>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Set<Integer> both = new TreeSet<>(one.get());
    both.addAll(other.get());
    return Optional.of(both);
  }

  /** The property that a node reads, if it is a member of the current event. */
  static Optional<Read> ofEvent(EventSource source, String name) {
    return source instanceof EventSource.Current
        ? Optional.of(new Read(AccessPredicate.Owner.EVENT, name))
        : Optional.empty();
  }
}
