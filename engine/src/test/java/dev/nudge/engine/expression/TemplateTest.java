package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private final Expressions expressions = new Expressions();
  private final List<EvaluationError> errors = new ArrayList<>();
  private final Frame frame = new Frame();

  TemplateTest() {
    frame.event =
        new Event(
            "e1",
            "u1",
            "cart",
            0,
            Properties.of(
                Map.of(
                    "product_id",
                    "p9",
                    "price",
                    2.0,
                    "much",
                    12500000.0,
                    "little",
                    0.0005,
                    "order",
                    UnsignedLong.valueOf("11189782786942380395"),
                    "tags",
                    List.of("a", 1L, Null.NULL),
                    "no",
                    Null.NULL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          Still thinking about ${event.product_id}? => Still thinking about p9?
          ${event.price} for ${event.product_id} => 2 for p9
          ${event.much} and ${event.little}, ${event.order} => 12500000 and 0.0005, 11189782786942380395
          [${[event.much]}] => [[12500000]]
          Hi ${event.name ?? 'you'}, ${event.no ?? event.gone ?? 3} => Hi you, 3
          ${event.product_id ?? 'it'} ${'??'} => p9 ??
          ${format(event.much, '#,##0.00')} => 12,500,000.00
          ${format(event.price, '0.00', 'de')} or ${format(event.much, '#,##0.00', 'de')} => 2,00 or 12.500.000,00
          ${round(event.little, 3)}, ${round(2.345, 2)}, ${round(2.5)} => 0.001, 2.35, 3
          [${event.tags}] => [["a",1,null]]
          at ${event.time} => at 1970-01-01T00:00:00Z
          ${{'a': '}'}['a']}${"}"}! => }}!
          ${'\\'}'}.${r'\\d'}. => '}.\\d.
          costs $${event.price} => costs ${event.price}
          5$ and $$ and {} => 5$ and $$ and {}
          """)
  void aTextHasItsExpressionsFilledIn(String source, String text) {
    assertThat(template(source).text(frame, errors::add)).contains(text);
    assertThat(errors).isEmpty();
  }

  @Test
  void aStringThatIsOneExpressionKeepsItsType() {
    assertThat(template("${event.price}").value(frame, errors::add)).isEqualTo(2.0);
    assertThat(template("${event.tags}").value(frame, errors::add))
        .isEqualTo(List.of("a", 1L, Null.NULL));
    assertThat(template(" ${event.price}").value(frame, errors::add)).isEqualTo(" 2");
    assertThat(template("${event.time}").value(frame, errors::add))
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThat(template("${0.0 / 0.0}").value(frame, errors::add)).isEqualTo("NaN");
  }

  @Test
  void aTextWithAGapIsNullAndTheGapIsTold() {
    assertThat(template("${event.gone}").value(frame, errors::add)).isEqualTo(Null.NULL);
    assertThat(template("Both for ${event.gone}").value(frame, errors::add)).isEqualTo(Null.NULL);
    assertThat(template("Both for ${event.no}").value(frame, errors::add)).isEqualTo(Null.NULL);
    assertThat(template("Both for ${event.no ?? event.gone}").text(frame, errors::add)).isEmpty();
    assertThat(errors)
        .extracting(EvaluationError::reason)
        .hasSize(4)
        .containsOnly(EvaluationError.Reason.MISSING);
  }

  @Test
  void aDefaultHidesNoOtherError() {
    assertThat(template("${1 / 0 ?? 'none'}").value(frame, errors::add)).isEqualTo("none");
    assertThat(errors)
        .extracting(EvaluationError::reason)
        .containsExactly(EvaluationError.Reason.DIVISION_BY_ZERO);
  }

  @Test
  void aNumberMayBeNullWhereItStandsAlone() {
    assertThat(template("${event.no}").value(frame, errors::add)).isEqualTo(Null.NULL);
    assertThat(errors).isEmpty();
  }

  @Test
  void patternsAndLocalesThatAreNoneAreRefused() {
    List<Problem> problems = new ArrayList<>();
    expressions.template(
        text("${format(event.price, 'abc')} ${format(1, '0', 'klingon')}"), Scope.EVENT, problems);
    assertThat(problems)
        .extracting(found -> found.at().column() + ": " + found.text())
        .containsExactly(
            "23: 'abc' is no pattern for numbers; write it as '0.00' or '#,##0.00'",
            "48: unknown locale 'klingon'; write a language, or language and country: 'de',"
                + " 'pt-BR'");
  }

  @Test
  void whatMayBeMissingTakesTheDefaultOfTheText() {
    World world = new World(new java.util.Random(1));
    List<Problem> problems = new ArrayList<>();
    List<EvaluationError> errors = new ArrayList<>();
    Template template =
        expressions
            .template(
                text("${profile.?nope.?first ?? 'you'}, ${event.?nope.orValue('x')}"),
                World.SCOPE,
                problems)
            .orElseThrow();
    Template gap =
        expressions.template(text("a ${event.?nope}"), World.SCOPE, problems).orElseThrow();

    assertThat(template.text(world.frame(), errors::add)).contains("you, x");
    assertThat(errors).isEmpty();
    assertThat(gap.text(world.frame(), errors::add)).isEmpty();
    assertThat(errors)
        .extracting(EvaluationError::reason)
        .containsExactly(EvaluationError.Reason.MISSING);
  }

  @Test
  void problemsPointIntoTheExpression() {
    List<Problem> problems = new ArrayList<>();
    expressions.template(text("Hi ${nope}, ${event.type +}, ${}"), Scope.EVENT, problems);
    assertThat(problems)
        .extracting(found -> found.at().column() + ": " + found.text())
        .containsExactly(
            "6: unknown name 'nope'; a property of the event is written 'event.nope', of the profile 'profile.nope'",
            "27: the expression ends too soon: behind '+' something is missing",
            "32: an empty expression");
    problems.clear();
    expressions.template(text("a ${event.type"), Scope.EVENT, problems);
    assertThat(problems)
        .extracting(found -> found.at().column() + ": " + found.text())
        .containsExactly("3: '${' without its '}'; write '$${' for the signs");
  }

  @Test
  void anOfferIsAnyJsonWithTemplatesInItsStrings() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("template", new Json.Str(text("free-shipping")));
    members.put("text", new Json.Str(text("Take ${event.product_id}")));
    members.put("price", new Json.Str(text("${event.price * 0.5}")));
    members.put(
        "list", new Json.Arr(List.of(new Json.Scalar(7L), new Json.Str(text("${event.gone}")))));
    List<Problem> problems = new ArrayList<>();
    OfferTemplate offer =
        OfferTemplate.compile(new Json.Obj(members), expressions, Scope.EVENT, problems)
            .orElseThrow();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("template", "free-shipping");
    expected.put("text", "Take p9");
    expected.put("price", 1.0);
    expected.put("list", List.of(7L, Null.NULL));
    assertThat(offer.value(frame, errors::add)).isEqualTo(expected);
    assertThat(errors).hasSize(1);
    assertThat(offer.expressions()).hasSize(3).allMatch(compiled -> compiled.names().event());
  }

  private Template template(String source) {
    List<Problem> problems = new ArrayList<>();
    var template = expressions.template(text(source), Scope.EVENT, problems);
    assertThat(problems).isEmpty();
    return template.orElseThrow();
  }

  private static Text text(String source) {
    return Text.at(new Position("test.yaml", 1, 1), source);
  }
}
