package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionProblemTest {
  private static final Scope SCOPE =
      new Scope(
          true,
          false,
          Map.of("cart_add", new Scope.Step(0, false), "views", new Scope.Step(1, true)),
          Map.of(
              "price", new Scope.Measure(0, Scope.Type.DOUBLE, false),
              "orders", new Scope.Measure(1, Scope.Type.INT, false)),
          Map.of("purchase", new Scope.Step(2, false)));

  private static final Scope AT_DEADLINE =
      new Scope(
          false,
          false,
          Map.of("cart_add", new Scope.Step(0, false)),
          Map.of("by_product", new Scope.Measure(0, Scope.Type.INT, true)),
          Map.of());

  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          pric > 2.0 => 1: unknown name 'pric'; did you mean 'price'?
          colour == 'x' => 1: unknown name 'colour'; a property of the event is written 'event.colour'
          purchase.x > 1 => 1: step 'purchase' comes later and has no event here yet
          true && sizee(views) > 1 => 9: unknown function 'sizee'; did you mean 'size'?
          orders + 2.0 > 1.0 => 8: '+' is not defined for int and double; convert with double(...)
          price + 2 > 1.0 => 7: '+' is not defined for double and int; write the whole number with a fraction, such as 2.0
          orders == 'a' => 8: an int never equals a string
          orders && true => 8: '&&' needs conditions (bool) on both sides, here int and bool
          !orders => 1: '!' needs a condition (bool), this is an int
          event.type.startsWith(1) => 12: 'startsWith' is not defined for (string, int); it takes (string, string)
          event.type.nope == 1 => 11: a string has no properties
          views.price > 1 => 6: a list has no properties; take one of its elements, such as [0], or go through them with exists, all, map or filter
          orders.all(x, x) => 1: only a list or a map can be gone through, this is an int
          true ? 1 : 'a' => 6: both results of '?:' must have one type, here int and string
          orders in 2 => 8: 'in' needs a list or a map on its right, this is an int
          has(event.time) => 4: has() asks for a property; 'id', 'user', 'type' and 'time' are always there
          orders => 1: `where` must be a condition (bool), this is an int
          event.type => 1: `where` must be a condition (bool), this is a string
          event.s.matches('a(') => 17: not a regular expression: missing closing )
          now - event.time > duration('7d') => 29: '7d' is no duration here; write duration('168h')
          timestamp('soon') > now => 11: 'soon' is no timestamp; write it as '2026-11-20T10:00:00Z'
          now.getHours('Mars/Base') > 2 => 14: unknown time zone 'Mars/Base'; write a name such as 'Europe/Berlin' or an offset such as '+02:00'
          a.b.C{d: 1} == 1 => 6: messages cannot be made here; write a map: {'key': value}
          event.s.format([1]) == '' => 9: 'format' is not defined for (dyn, list)
          '\ud83d\ude00' == x => 9: unknown name 'x'; a text is written in quotes: 'x'; a property of the event is written 'event.x'
          price > => 8: the expression ends too soon: behind '>' something is missing
          (price > 1 => 11: ')' is missing at the end
          price = 1 => 7: unexpected '='; to compare, write '=='
          price > 1 and true => 11: unexpected 'and'; write '&&'
          price > 1 & true => 11: unexpected '&'; write '&&'
          event.s == 'abc => 12: a string that does not end: 'abc
          price ? 1 => 10: the expression ends too soon: behind '?' stands what to take, ':', and what else to take
          price # 1 => 7: '#' means nothing in CEL
          has(event) => 4: has() asks for a property: has(event.price)
          views.all(1, true) => 11: the first argument names the element: list.all(x, x > 1)
          if > 1 => 1: 'if' is a reserved word; a property of that name is written event['if']
          99999999999999999999 > 1 => 1: a number beyond the range of int
          """)
  void saysInPlainWordsWhereAndWhat(String source, String problem) {
    assertThat(problems(source, SCOPE))
        .extracting(found -> found.at().column() + ": " + found.text())
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          event.price > 1 => there is no current event here; name a step instead, such as 'cart_add'
          by_product > 1 => measure 'by_product' is kept by group of the current event, and there is none here
          zzz => unknown name 'zzz'; a property of the profile is written 'profile.zzz'; known here: cart_add, now, profile
          """)
  void adviseWhereThereIsNoCurrentEvent(String source, String problem) {
    assertThat(problems(source, AT_DEADLINE)).extracting(Problem::text).containsExactly(problem);
  }

  @Test
  void allErrorsOfAnExpressionAreReported() {
    assertThat(problems("pric > 2.0 && foo(1) || orders + 'a' == 1", SCOPE))
        .extracting(found -> found.at().column())
        .containsExactly(1, 15, 32);
  }

  @Test
  void anErrorPointsIntoTheLineOfTheDocument() {
    String source = "price > 1.0\n  && nope > 2";
    int[] lines = new int[source.length() + 1];
    int[] columns = new int[source.length() + 1];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i < 12 ? 7 : 8;
      columns[i] = i < 12 ? 20 + i : i - 12 + 5;
    }
    Text text = new Text(source, new Position("cart.yaml", 6, 10), lines, columns);
    List<Problem> problems = new ArrayList<>();
    expressions.compile("`when`", text, SCOPE, Scope.Type.BOOL, problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "cart.yaml:8:10: error: unknown name 'nope'; a property of the event is written"
                + " 'event.nope'");
  }

  @Test
  void aGoodExpressionCompilesAfterABadOne() {
    assertThat(problems("nope > 1", SCOPE)).hasSize(1);
    assertThat(problems("price > 1.0", SCOPE)).isEmpty();
    assertThat(problems("cart_add.x > 1", AT_DEADLINE)).isEmpty();
    assertThat(problems("price > 1.0", AT_DEADLINE)).hasSize(1);
  }

  @Test
  void theWantedTypeIsSaid() {
    List<Problem> problems = new ArrayList<>();
    expressions.compile("`value`", text("event.type"), SCOPE, Scope.Type.DOUBLE, problems);
    expressions.compile("`value`", text("orders"), SCOPE, Scope.Type.DOUBLE, problems);
    expressions.compile("`value`", text("event.price"), SCOPE, Scope.Type.DOUBLE, problems);
    assertThat(problems)
        .extracting(Problem::text)
        .containsExactly("`value` must be a number, this is a string");
  }

  private List<Problem> problems(String source, Scope scope) {
    List<Problem> problems = new ArrayList<>();
    var compiled = expressions.compile("`where`", text(source), scope, Scope.Type.BOOL, problems);
    assertThat(compiled.isEmpty()).isEqualTo(!problems.isEmpty());
    return problems;
  }

  private static Text text(String source) {
    return Text.at(new Position("test.yaml", 1, 1), source);
  }
}
