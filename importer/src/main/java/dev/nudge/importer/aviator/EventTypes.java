package dev.nudge.importer.aviator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in a condition which types of event it takes, so that the step can name them: {@code type
 * == 'view' && price > 10} is {@code event: view} and {@code where: event.price > 10}.
 *
 * @param property of the other system's events that is Nudge's event type
 */
record EventTypes(String property) {
  /** What a condition says of the type, and the rest of it. */
  record Split(List<String> types, Optional<Expr> rest) {}

  Split split(Expr condition) {
    List<Expr> parts = new ArrayList<>();
    collect(condition, parts);
    for (int i = 0; i < parts.size(); i++) {
      Set<String> types = new LinkedHashSet<>();
      if (isTypes(parts.get(i), types)) {
        parts.remove(i);
        return new Split(
            List.copyOf(types), parts.isEmpty() ? Optional.empty() : Optional.of(Expr.all(parts)));
      }
    }
    return new Split(List.of(), Optional.of(condition));
  }

  boolean is(Expr expr) {
    return expr instanceof Expr.Property named && named.name().equals(property);
  }

  /** The type that a literal means: a type is a string, whatever it was there. */
  static Optional<String> literal(Expr expr) {
    if (expr instanceof Expr.Str string && !string.value().isEmpty()) {
      return Optional.of(string.value());
    }
    return expr instanceof Expr.Int number
        ? Optional.of(Long.toString(number.value()))
        : Optional.empty();
  }

  private static void collect(Expr condition, List<Expr> parts) {
    if (condition instanceof Expr.Binary both && both.operator() == Operator.AND) {
      collect(both.left(), parts);
      collect(both.right(), parts);
    } else {
      parts.add(condition);
    }
  }

  private boolean isTypes(Expr part, Set<String> types) {
    if (!(part instanceof Expr.Binary binary)) {
      return false;
    }
    if (binary.operator() == Operator.OR) {
      return isTypes(binary.left(), types) && isTypes(binary.right(), types);
    }
    if (binary.operator() != Operator.EQUAL) {
      return false;
    }
    Optional<String> type =
        is(binary.left())
            ? literal(binary.right())
            : is(binary.right()) ? literal(binary.left()) : Optional.empty();
    type.ifPresent(types::add);
    return type.isPresent();
  }
}
