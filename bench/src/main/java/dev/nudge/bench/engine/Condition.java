package dev.nudge.bench.engine;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A condition over an event, three times: as Nudge, dev.cel's interpreter and plain Java have it.
 */
final class Condition {
  private static final Cel CEL =
      CelFactory.legacyCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("event", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .build();
  private static final Expressions EXPRESSIONS = new Expressions();

  /** What people filter events by, the plainer first. */
  static final List<Condition> ALL =
      List.of(
          new Condition("one equality", "event.category == 'shoes'", "shoes"::equals, "category"),
          new Condition(
              "a number and a list of texts",
              "event.price > 200.0 && event.category in ['shoes', 'clothing']",
              event ->
                  number(event, "price") > 200
                      && List.of("shoes", "clothing").contains(event.get("category"))),
          new Condition(
              "arithmetic",
              "event.price * event.quantity >= 300.0 && event.price < 500.0",
              event ->
                  number(event, "price") * number(event, "quantity") >= 300
                      && number(event, "price") < 500),
          new Condition(
              "what may be missing",
              "has(event.coupon) && event.coupon.startsWith('SUMMER')",
              event -> event.get("coupon") instanceof String text && text.startsWith("SUMMER")),
          new Condition(
              "a regular expression",
              "event.title.matches('^(red|blue) .*shirt')",
              Pattern.compile("^(red|blue) .*shirt").asPredicate(),
              "title"),
          new Condition(
              "one of a list",
              "event.tags.exists(tag, tag == 'sale')",
              event -> event.get("tags") instanceof List<?> tags && tags.contains("sale")));

  private final String title;
  private final Expression nudge;
  private final CelRuntime.Program interpreted;
  private final Predicate<Map<String, Object>> written;

  private Condition(String title, String source, Predicate<Map<String, Object>> written) {
    this.title = title;
    this.written = written;
    List<Problem> problems = new ArrayList<>();
    this.nudge =
        EXPRESSIONS
            .compile(
                "a condition",
                Text.at(new Position("bench", 1, 1), source),
                Scope.EVENT,
                Scope.Type.BOOL,
                problems)
            .orElseThrow(() -> new IllegalStateException(problems.toString()))
            .expression();
    try {
      this.interpreted = CEL.createProgram(CEL.compile(source).getAst());
    } catch (dev.cel.common.CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException(source, e);
    }
  }

  private Condition(String title, String source, Predicate<String> written, String property) {
    this(
        title, source, event -> written.test((String) Objects.requireNonNull(event.get(property))));
  }

  private static double number(Map<String, Object> event, String property) {
    return (Double) Objects.requireNonNull(event.get(property));
  }

  String title() {
    return title;
  }

  /** How many of the events it holds for, asked of Nudge. */
  int byNudge(Event[] events, Frame frame) {
    int held = 0;
    for (Event event : events) {
      frame.event = event;
      if (nudge.evaluate(frame) == Kind.BOOL && frame.word == 1) {
        held++;
      }
    }
    return held;
  }

  /** The same of dev.cel's interpreter; the events are maps already. */
  int byInterpreter(List<Map<String, Object>> events) {
    int held = 0;
    try {
      for (Map<String, Object> event : events) {
        if (Boolean.TRUE.equals(interpreted.eval(Map.of("event", event)))) {
          held++;
        }
      }
    } catch (CelEvaluationException e) {
      throw Failure.system("dev.cel fails for '" + title + "': " + e.getMessage());
    }
    return held;
  }

  /** The same by hand. */
  int byHand(List<Map<String, Object>> events) {
    int held = 0;
    for (Map<String, Object> event : events) {
      if (written.test(event)) {
        held++;
      }
    }
    return held;
  }
}
