package dev.nudge.importer.aviator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * An expression that is written with as few parentheses as Aviator's table of precedence allows
 * means in CEL what it was built to mean.
 */
class PrecedenceTest {
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder().build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder().build();

  /**
   * An expression, with what it is known to mean.
   *
   * @param level how tightly Aviator binds its outermost operator, after its documentation
   * @param value a Long or a Boolean
   */
  record Built(String text, int level, Object value) {
    String atLeast(int wanted) {
      return level >= wanted ? text : "(" + text + ")";
    }

    long number() {
      return (Long) value;
    }

    boolean truth() {
      return (Boolean) value;
    }
  }

  @Property(tries = 2_000)
  void precedenceIsKept(@ForAll("truths") Built built)
      throws Untranslatable, CelValidationException, CelEvaluationException {
    Assume.that(built.text().length() < 400);
    Expr expr = Parser.parse(Text.at(new Position("rule.json", 1, 1), built.text()));

    String cel = new Translation("type", new ArrayList<>()).cel(expr);

    Object value = RUNTIME.createProgram(COMPILER.compile(cel).getAst()).eval();
    assertThat(value).as("%s as %s", built.text(), cel).isEqualTo(built.value());
  }

  @Provide
  Arbitrary<Built> truths() {
    return truth(5);
  }

  private static Arbitrary<Built> truth(int depth) {
    Arbitrary<Built> leaf =
        Arbitraries.of(true, false).map(value -> new Built(value.toString(), 9, value));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Built> truths = Arbitraries.lazy(() -> truth(depth - 1));
    Arbitrary<Built> numbers = Arbitraries.lazy(() -> number(depth - 1));
    List<Arbitrary<Built>> forms = new ArrayList<>();
    forms.add(leaf);
    forms.add(truths.map(of -> new Built("!" + of.atLeast(7), 7, !of.truth())));
    forms.add(both(truths, "||", 1, (a, b) -> a.truth() | b.truth()));
    forms.add(both(truths, "&&", 2, (a, b) -> a.truth() & b.truth()));
    forms.add(both(truths, "==", 3, (a, b) -> a.truth() == b.truth()));
    forms.add(both(truths, "!=", 3, (a, b) -> a.truth() != b.truth()));
    forms.add(both(numbers, "==", 3, (a, b) -> a.number() == b.number()));
    forms.add(both(numbers, "<", 4, (a, b) -> a.number() < b.number()));
    forms.add(both(numbers, "<=", 4, (a, b) -> a.number() <= b.number()));
    forms.add(both(numbers, ">", 4, (a, b) -> a.number() > b.number()));
    forms.add(both(numbers, ">=", 4, (a, b) -> a.number() >= b.number()));
    forms.add(choice(truths, truths));
    return Arbitraries.oneOf(forms);
  }

  private static Arbitrary<Built> number(int depth) {
    Arbitrary<Built> leaf =
        Arbitraries.longs().between(0, 9).map(value -> new Built(value.toString(), 9, value));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Built> truths = Arbitraries.lazy(() -> truth(depth - 1));
    Arbitrary<Built> numbers = Arbitraries.lazy(() -> number(depth - 1));
    List<Arbitrary<Built>> forms = new ArrayList<>();
    forms.add(leaf);
    forms.add(numbers.map(of -> new Built("-" + of.atLeast(7), 7, -of.number())));
    forms.add(both(numbers, "+", 5, (a, b) -> a.number() + b.number()));
    forms.add(both(numbers, "-", 5, (a, b) -> a.number() - b.number()));
    forms.add(both(numbers, "*", 6, (a, b) -> a.number() * b.number()));
    forms.add(
        both(
            numbers, leaf.map(PrecedenceTest::notZero), "/", 6, (a, b) -> a.number() / b.number()));
    forms.add(
        both(
            numbers, leaf.map(PrecedenceTest::notZero), "%", 6, (a, b) -> a.number() % b.number()));
    forms.add(choice(truths, numbers));
    return Arbitraries.oneOf(forms);
  }

  private static Built notZero(Built built) {
    return built.number() == 0 ? new Built("3", 9, 3L) : built;
  }

  private interface Meaning {
    Object of(Built left, Built right);
  }

  private static Arbitrary<Built> both(
      Arbitrary<Built> sides, String operator, int level, Meaning meaning) {
    return both(sides, sides, operator, level, meaning);
  }

  /** From left to right: the right side needs parentheses where it is of the same level. */
  private static Arbitrary<Built> both(
      Arbitrary<Built> lefts,
      Arbitrary<Built> rights,
      String operator,
      int level,
      Meaning meaning) {
    return lefts.flatMap(
        left ->
            rights.map(
                right ->
                    new Built(
                        left.atLeast(level) + " " + operator + " " + right.atLeast(level + 1),
                        level,
                        meaning.of(left, right))));
  }

  /** From right to left: only the condition needs parentheses. */
  private static Arbitrary<Built> choice(Arbitrary<Built> conditions, Arbitrary<Built> values) {
    return conditions.flatMap(
        condition ->
            values.flatMap(
                yes ->
                    values.map(
                        no ->
                            new Built(
                                condition.atLeast(1) + " ? " + yes.text() + " : " + no.text(),
                                0,
                                condition.truth() ? yes.value() : no.value()))));
  }
}
