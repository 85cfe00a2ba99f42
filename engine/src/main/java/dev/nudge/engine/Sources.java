package dev.nudge.engine;

import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Check;
import dev.nudge.engine.expression.Clause;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the expressions of a campaign come from, so that each can be taken apart when somebody asks
 * why it came out as it did.
 */
final class Sources {
  private final IdentityHashMap<Expression, Source> sources = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, List<Clause>> clauses = new IdentityHashMap<>();
  private @Nullable Expressions expressions;

  private record Source(Text text, Scope scope) {}

  void add(Expression expression, Text text, Scope scope) {
    sources.put(expression, new Source(text, scope));
  }

  /** The clauses of an expression over the frame, whose value is lost. */
  synchronized List<Check> checks(Expression expression, Frame frame) {
    return clauses.computeIfAbsent(expression, this::dissected).stream()
        .map(clause -> clause.check(frame))
        .toList();
  }

  private List<Clause> dissected(Expression expression) {
    Source source = sources.get(expression);
    if (source == null) {
      return List.of();
    }
    if (expressions == null) {
      expressions = new Expressions();
    }
    return expressions.clauses(source.text(), source.scope());
  }
}
