package dev.nudge.bench.siddhi;

import dev.nudge.bench.workload.Click;
import io.siddhi.query.api.definition.Attribute;
import io.siddhi.query.api.definition.StreamDefinition;
import io.siddhi.query.api.execution.query.Query;
import io.siddhi.query.api.execution.query.input.state.State;
import io.siddhi.query.api.execution.query.input.state.StreamStateElement;
import io.siddhi.query.api.execution.query.input.stream.InputStream;
import io.siddhi.query.api.execution.query.input.stream.StateInputStream;
import io.siddhi.query.api.execution.query.selection.Selector;
import io.siddhi.query.api.expression.Expression;
import io.siddhi.query.api.expression.condition.Compare.Operator;
import java.util.Locale;

/**
 * Patterns that Siddhi and Nudge understand alike: every event that may begin one begins one, and
 * each is completed by the first that may follow. Siddhi's are made by its programming interface,
 * since the parser of its language does not go together with that of CEL.
 */
enum SiddhiPattern {
  /** Something dear in the cart and a purchase in time. */
  COMPLETED(
      """
      steps:
          - {name: cart, event: cart, where: event.price > 200.0}
          - {name: purchase, event: purchase}
        within: 10m
      """) {
    @Override
    StateInputStream stream() {
      return InputStream.patternStream(
          State.next(
              State.every(
                  of(
                      "cart",
                      Expression.and(type("cart"), compare("price", Operator.GREATER_THAN)))),
              of("purchase", type("purchase"))),
          Expression.Time.minute(10));
    }

    private Expression compare(String property, Operator operator) {
      return Expression.compare(Expression.variable(property), operator, Expression.value(200.0));
    }
  },

  /** A view, and later one of another category. */
  ANOTHER(
      """
      steps:
          - {name: first, event: view}
          - {name: second, event: view, where: event.category != first.category}
        within: 5m
      """) {
    @Override
    StateInputStream stream() {
      Expression isOther =
          Expression.compare(
              Expression.variable("category"),
              Operator.NOT_EQUAL,
              Expression.variable("category").ofStream("first"));
      return InputStream.patternStream(
          State.next(
              State.every(of("first", type("view"))),
              of("second", Expression.and(type("view"), isOther))),
          Expression.Time.minute(5));
    }
  },

  /** Four views in a visit. */
  INTENT(
      """
      steps:
          - {name: first, event: view}
          - {name: again, event: view, times: 3}
        within: 15m
      """) {
    @Override
    StateInputStream stream() {
      return InputStream.patternStream(
          State.next(
              State.every(of("first", type("view"))), State.count(of("again", type("view")), 3, 3)),
          Expression.Time.minute(15));
    }
  };

  /** The stream that clicks come on. */
  static final String CLICKS = "Clicks";

  /** The stream that matches go to: the pattern's id. */
  static final String MATCHES = "Matches";

  /** What runs of one visit are found by. */
  static final String PARTITION = "session";

  private final String steps;

  SiddhiPattern(String steps) {
    this.steps = steps;
  }

  /** As Siddhi has it. */
  abstract StateInputStream stream();

  Query query() {
    return Query.query()
        .from(stream())
        .select(Selector.selector().select("pattern", Expression.value(id())))
        .insertInto(MATCHES);
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same as a campaign, as YAML. */
  String document() {
    return "id: "
        + id()
        + "\npattern:\n  correlate_by: event.session\n  skip: no_skip\n  "
        + steps
        + "offer: {text: \"hello\"}\n";
  }

  static StreamDefinition clicks() {
    return StreamDefinition.id(CLICKS)
        .attribute(PARTITION, Attribute.Type.STRING)
        .attribute("type", Attribute.Type.STRING)
        .attribute("category", Attribute.Type.STRING)
        .attribute("price", Attribute.Type.DOUBLE);
  }

  static Object[] row(Click click) {
    return new Object[] {click.session(), click.type(), click.category(), click.price()};
  }

  static StreamDefinition matches() {
    return StreamDefinition.id(MATCHES).attribute("pattern", Attribute.Type.STRING);
  }

  private static StreamStateElement of(String step, Expression condition) {
    return State.stream(InputStream.stream(step, CLICKS).filter(condition));
  }

  private static Expression type(String type) {
    return Expression.compare(Expression.variable("type"), Operator.EQUAL, Expression.value(type));
  }
}
