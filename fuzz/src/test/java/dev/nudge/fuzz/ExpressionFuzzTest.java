package dev.nudge.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.expression.Template;
import dev.nudge.engine.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An expression has mistakes that stand somewhere, or has a value that JSON knows, or an error that
 * is counted; and the same each time.
 */
final class ExpressionFuzzTest {
  private static final Scope SCOPE =
      new Scope(
          true,
          false,
          Map.of("cart_add", new Scope.Step(0, false), "views", new Scope.Step(1, true)),
          Map.of("spend", new Scope.Measure(0, Scope.Type.DOUBLE, false)),
          Map.of());
  private static final Expressions EXPRESSIONS = new Expressions();
  private static final Event EVENT =
      new Event(
          "e",
          "u",
          "cart",
          1_795_168_800_000L,
          Properties.of(
              Map.of(
                  "price",
                  251.7,
                  "s",
                  "abc",
                  "n",
                  7L,
                  "l",
                  List.of(1L, "a"),
                  "m",
                  Map.of("k", 1L))));

  static Stream<byte[]> seeds() {
    return Stream.of(
            "event.price > 200.0 && event.type in ['view', 'cart']",
            "size(views) >= 3 ? views[0].price : spend",
            "'a'.replace('a', 'aaaaaaaaaa') + event.s",
            "event.l.map(x, string(x)).join(',').matches('[a-z]+')",
            "has(event.m.k) && profile.age in [25, 26]",
            "views.exists(v, v.price < cart_add.price * 0.9)",
            "timestamp('2026-11-20T10:00:00Z') + duration('10m') > now",
            "{'a': [1, 2u, b'x', null]}.a[1] == 2u || 9223372036854775807 + event.n > 0",
            "avg([1.0, 2.0]) + sum([1.0]) - max([event.n, 2])",
            "event.s.split(',')[0].substring(1, 2).lowerAscii().format([1])")
        .map(Seeds::bytes);
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "event.",
    "profile.",
    "cart_add.",
    "views[0]",
    "spend",
    "now",
    "size(",
    ".map(x,",
    ".filter(x,",
    ".exists(",
    ".all(",
    "has(",
    ".matches(",
    ".replace(",
    ".split(",
    ".join(",
    ".substring(",
    ".format(",
    "timestamp(",
    "duration(",
    "string(",
    "int(",
    "double(",
    "bytes(",
    "type(",
    "dyn(",
    "math.greatest(",
    " in ",
    "?",
    "==",
    "&&",
    "9223372036854775807",
    "-9223372036854775808"
  })
  @FuzzTest
  void anExpressionHasAValueOrSaysWhyNot(byte[] source) {
    String text = new String(source, UTF_8);
    Text placed = Text.at(new Position("c.yaml", 1, 1), text);
    List<Problem> problems = new ArrayList<>();
    Optional<Compiled> compiled =
        EXPRESSIONS.compile("this", placed, SCOPE, Scope.Type.DYN, problems);
    Laws.saysWhere(problems);
    assertThat(compiled.isEmpty())
        .isEqualTo(problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR));
    problems.forEach(
        problem -> assertThat(problem.at().column()).isLessThanOrEqualTo(text.length() + 1));
    if (compiled.isPresent()) {
      Text hole = Text.at(new Position("c.yaml", 1, 1), "${" + text + "}");
      EXPRESSIONS.template(hole, SCOPE, new ArrayList<>()).ifPresent(ExpressionFuzzTest::evaluate);
    }
  }

  private static void evaluate(Template template) {
    assertThat(value(template)).isEqualTo(value(template));
    assertThat(template.text(frame(), error -> {})).isNotNull();
  }

  private static String value(Template template) {
    List<EvaluationError> errors = new ArrayList<>();
    Object value = template.value(frame(), errors::add);
    return new String(new JsonWriter().writeValue(value), UTF_8) + errors.size();
  }

  private static Frame frame() {
    Frame frame = new Frame();
    frame.event = EVENT;
    frame.profile = new Profile(Properties.of(Map.of("birth_date", "1990-04-01", "tier", "gold")));
    frame.now = EVENT.time();
    frame.matched =
        new Frame.Matched() {
          @Override
          public Event event(int step) {
            return EVENT;
          }

          @Override
          public List<Event> events(int step) {
            return List.of(EVENT, EVENT);
          }
        };
    frame.measures = (measure, into) -> into.put(612.5);
    return frame;
  }
}
