package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that grow what little they are given: an error that is counted, never the memory. */
final class GrowthTest {
  private static final Frame FRAME = frame();
  private static final String TENFOLD = ".replace('a', 'aaaaaaaaaa')";

  @Test
  void nineReplacementsOfOneLetterAreAnError() {
    assertThat(value("event.s" + TENFOLD.repeat(9))).isEqualTo(BudgetNode.TOO_LARGE);
    assertThat(value("'a'" + TENFOLD.repeat(9))).isEqualTo(BudgetNode.TOO_LARGE);
    assertThat(value("event.s" + TENFOLD.repeat(5))).isEqualTo("a".repeat(100_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.l.map(x, event.l.map(y, event.long))",
        "event.l.map(x, event.l).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])",
        "event.l.map(x, event.long).join('')",
        "event.l.map(x, 'x').join(event.long)",
        "[event.long, event.long, event.long, event.long]",
        "{1: event.long, 2: event.long, 3: event.long, 4: event.long}",
        "event.long + event.long + event.long",
        "bytes(event.long) + bytes(event.long) + bytes(event.long)",
        "(event.l.map(x, event.l) + event.l.map(x, event.l)).map(x, x + x)",
        "strings.quote(event.long).split('')"
      })
  void whatBuildsTooMuchIsAnError(String source) {
    assertThat(value(source)).isEqualTo(BudgetNode.TOO_LARGE);
  }

  @Test
  void sharedPartsDoNotMakeAComparisonThatNeverEnds() {
    String doubled = "event.l" + ".map(x, [x, x])".repeat(40);

    assertThat(value(doubled + " == " + doubled)).isEqualTo(BudgetNode.TOO_LARGE);
  }

  @Test
  void aTextOfThousandLongPropertiesIsAnErrorAndHasNoText() {
    List<EvaluationError> errors = new ArrayList<>();
    Template template = template("${event.long}".repeat(1000));

    assertThat(template.text(FRAME, errors::add)).isEmpty();
    assertThat(errors).containsExactly(BudgetNode.OFFER_TOO_LARGE);
  }

  @Test
  void aTextBelowTheBoundIsWritten() {
    List<EvaluationError> errors = new ArrayList<>();

    assertThat(template("${event.s}".repeat(1000)).text(FRAME, errors::add))
        .contains("a".repeat(1000));
    assertThat(errors).isEmpty();
  }

  @Test
  void eachEvaluationHasABudgetOfItsOwn() {
    String half = "event.l.map(x, event.l).size() > 0";

    assertThat(value(half)).isEqualTo(true);
    assertThat(value(half)).isEqualTo(true);
  }

  private static Object value(String source) {
    List<Problem> problems = new ArrayList<>();
    Expression expression =
        new Expressions()
            .compile(text(source), Scope.EVENT, Scope.Type.DYN, problems)
            .orElseThrow(() -> new AssertionError(problems))
            .expression();
    Kind kind = expression.evaluate(FRAME);
    return Values.box(kind, FRAME);
  }

  private static Template template(String source) {
    return new Expressions().template(text(source), Scope.EVENT, new ArrayList<>()).orElseThrow();
  }

  private static Text text(String source) {
    return Text.at(new Position("test.yaml", 1, 1), source);
  }

  private static Frame frame() {
    List<Object> list = new ArrayList<>();
    for (long i = 0; i < 150; i++) {
      list.add(i);
    }
    Frame frame = new Frame();
    frame.event =
        new Event(
            "e1",
            "u1",
            "cart",
            0,
            Properties.of(Map.of("s", "a", "long", "x".repeat(300_000), "l", list)));
    return frame;
  }
}
