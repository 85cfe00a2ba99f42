package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelReference;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Our evaluator against dev.cel's own interpreter, over generated expressions and values. */
class ConformanceTest {
  private static final String ERROR = "an error";
  private static final Expressions EXPRESSIONS = new Expressions();
  private static final CelRuntime REFERENCE = reference();

  private static int refused;
  private static int failed;
  private static int valued;

  record Case(String source, World world) {
    @Override
    public String toString() {
      return source + "\n  over " + world.variables();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.randomValue(ConformanceTest::generate);
  }

  private static Case generate(Random random) {
    Generated generated = new Generated(random);
    String source = generated.any(1 + random.nextInt(4));
    return new Case(source, new World(random));
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void anExpressionHasTheValueThatTheReferenceGivesIt(@ForAll("cases") Case drawn)
      throws Exception {
    Optional<Compiled> compiled =
        EXPRESSIONS.compile(
            Text.at(new Position("generated", 1, 1), drawn.source()),
            World.SCOPE,
            Scope.Type.DYN,
            new ArrayList<>());
    if (compiled.isEmpty()) {
      refused++;
      return;
    }
    CelAbstractSyntaxTree tree = MixedArithmetic.loosened(EXPRESSIONS, drawn.source());
    Object expected = expected(tree, drawn.world().variables());
    Object actual = World.value(compiled.get().expression(), drawn.world().frame());
    Object comparable = actual instanceof EvaluationError ? ERROR : World.common(actual);
    assertThat(comparable)
        .as(() -> drawn + "\n  ours: " + actual + "\n  theirs: " + expected)
        .isEqualTo(expected);
    if (expected.equals(ERROR)) {
      failed++;
    } else {
      valued++;
    }
  }

  @AfterContainer
  static void report() {
    System.out.printf(
        "conformance with dev.cel: %d values and %d errors compared, %d refused by the checker%n",
        valued, failed, refused);
  }

  private static Object expected(CelAbstractSyntaxTree tree, Map<String, Object> variables)
      throws Exception {
    CelRuntime.Program program = REFERENCE.createProgram(simplified(tree));
    try {
      return World.common(program.eval(variables));
    } catch (CelEvaluationException e) {
      return ERROR;
    }
  }

  private static CelRuntime reference() {
    return CelRuntimeFactory.standardCelRuntimeBuilder()
        .setOptions(Checker.OPTIONS)
        .addLibraries(CelExtensions.strings())
        .addFunctionBindings(
            CelFunctionBinding.from("avg_ints", List.class, list -> average(list)),
            CelFunctionBinding.from("sum_ints", List.class, list -> sum(list)),
            CelFunctionBinding.from("sum_doubles", List.class, list -> sumOfDoubles(list)),
            CelFunctionBinding.from("min_ints", List.class, list -> extreme(list, true)),
            CelFunctionBinding.from("max_ints", List.class, list -> extreme(list, false)))
        .addFunctionBindings(MixedArithmetic.bindings())
        .build();
  }

  /**
   * The tree with one overload of our own functions for all lists (dev.cel allows no choice), and
   * with those of numbers of two kinds where the kind of one is only known from the data.
   */
  private static CelAbstractSyntaxTree simplified(CelAbstractSyntaxTree tree) {
    Map<Long, CelReference> references = new HashMap<>();
    tree.getReferenceMap()
        .forEach(
            (id, reference) -> {
              List<String> ids = reference.overloadIds();
              references.put(
                  id,
                  !ids.isEmpty()
                          && ids.get(0).matches("(avg|sum|min|max)_.*s")
                          && !ids.equals(List.of("sum_doubles"))
                      ? CelReference.newBuilder()
                          .addOverloadIds(ids.get(0).replaceFirst("_.*", "_ints"))
                          .build()
                      : reference);
            });
    MixedArithmetic.allow(tree, references);
    return CelAbstractSyntaxTree.newCheckedAst(
        tree.getExpr(), tree.getSource(), references, tree.getTypeMap());
  }

  private static Object average(List<?> list) {
    if (list.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return doubles(list).stream().mapToDouble(d -> d).reduce(0, Double::sum) / list.size();
  }

  private static Object sum(List<?> list) {
    return ints(list)
        ? (Object) list.stream().mapToLong(e -> (Long) e).reduce(0, Math::addExact)
        : sumOfDoubles(list);
  }

  private static Object sumOfDoubles(List<?> list) {
    return doubles(list).stream().mapToDouble(d -> d).reduce(0, Double::sum);
  }

  private static Object extreme(List<?> list, boolean least) {
    if (ints(list)) {
      return list.stream()
          .mapToLong(e -> (Long) e)
          .reduce(least ? Math::min : Math::max)
          .orElseThrow();
    }
    return doubles(list).stream()
        .mapToDouble(d -> d)
        .reduce(least ? Math::min : Math::max)
        .orElseThrow();
  }

  private static boolean ints(List<?> list) {
    return list.stream().allMatch(Long.class::isInstance);
  }

  private static List<Double> doubles(List<?> list) {
    return list.stream().map(e -> ((Number) e).doubleValue()).toList();
  }
}
