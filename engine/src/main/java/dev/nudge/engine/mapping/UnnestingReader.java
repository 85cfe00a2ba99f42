package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code envelope}, {@code each} and {@code where} of a mapping. */
final class UnnestingReader {
  static final Keys ENVELOPE = Keys.of("under 'envelope'", "format", "operations");

  private final Fields top;
  private final List<Problem> problems;

  UnnestingReader(Fields top, List<Problem> problems) {
    this.top = top;
    this.problems = problems;
  }

  /**
   * With these properties, computed of each row.
   *
   * @param usual of which operations a row counts where the mapping does not say
   */
  Unnesting read(List<Computed> computed, Set<Envelope.Operation> usual) {
    Optional<Source> each =
        top.text("each", "the name of a list, or a JSON pointer such as /data/items")
            .map(text -> Source.of(text.value()));
    Optional<Expression> where = expression(top, "where", Scope.Type.BOOL);
    return new Unnesting(envelope(usual), each, where, List.copyOf(computed));
  }

  /** An expression over the record; nothing where it is wrong. */
  Optional<Expression> expression(Fields fields, String key, Scope.Type type) {
    return fields
        .expression(key)
        .flatMap(
            text ->
                new Expressions()
                    .compile("`" + key + "`", text, Unnesting.SCOPE, type, problems)
                    .filter(compiled -> readsTheRecordOnly(compiled, text)))
        .map(Compiled::expression);
  }

  private boolean readsTheRecordOnly(Compiled compiled, Text text) {
    boolean only = !compiled.names().profile() && !compiled.names().now();
    if (!only) {
      top.error(
          text.position(),
          "a mapping reads records as they come: it knows 'record', and neither 'profile' nor 'now'");
    }
    return only;
  }

  private Optional<Envelope> envelope(Set<Envelope.Operation> usual) {
    Optional<Node> node = top.node("envelope");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof Node.Mapping)) {
      return top.choice("envelope", ChangeFormat.class).map(format -> new Envelope(format, usual));
    }
    return top.open("envelope", ENVELOPE)
        .flatMap(
            inner -> {
              inner.require("format", "debezium, canal or maxwell");
              Set<Envelope.Operation> operations =
                  inner.has("operations") ? operations(inner) : usual;
              return inner
                  .choice("format", ChangeFormat.class)
                  .map(format -> new Envelope(format, operations));
            });
  }

  private static Set<Envelope.Operation> operations(Fields inner) {
    Set<Envelope.Operation> operations = EnumSet.noneOf(Envelope.Operation.class);
    List<String> words =
        Arrays.stream(Envelope.Operation.values()).map(Envelope.Operation::word).toList();
    for (Text word : inner.texts("operations", "a list of " + String.join(", ", words))) {
      if (words.contains(word.value())) {
        operations.add(Envelope.Operation.valueOf(word.value().toUpperCase(Locale.ROOT)));
      } else {
        inner.error(
            word.position(),
            "'operations': expected "
                + String.join(", ", words)
                + ", got '"
                + word.value()
                + "'"
                + Suggestion.didYouMean(word.value(), words));
      }
    }
    return operations;
  }
}
