package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

class KnownTreesTest {
  private static final Expressions EXPRESSIONS = new Expressions();

  private static int found;

  private record Pair(String source, String like) {}

  @Provide
  Arbitrary<Pair> pairs() {
    return Arbitraries.randomValue(KnownTreesTest::pair);
  }

  private static Pair pair(Random random) {
    String source = new Generated(random).any(1 + random.nextInt(4));
    StringBuilder like = new StringBuilder();
    int from = 0;
    for (Skeleton.Literal literal : Skeleton.of(source).map(Skeleton::literals).orElse(List.of())) {
      like.append(source, from, literal.start()).append(other(literal.value(), random));
      from = literal.end();
    }
    return new Pair(source, like.append(source.substring(from)).toString());
  }

  /** Another literal of the same kind. */
  private static String other(Object value, Random random) {
    if (value instanceof Long) {
      return String.valueOf(
          random.nextInt(4) == 0 ? 0 : random.nextLong(1L << (random.nextInt(59) + 1)));
    } else if (value instanceof Double) {
      return random.nextInt(10_000) + "." + random.nextInt(1_000);
    }
    String quote = random.nextBoolean() ? "'" : "\"";
    return quote + "\u00e9 /*+1\"'".substring(0, random.nextInt(7)) + quote;
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void aTreeOfAKnownSkeletonIsTheTreeThatParsingAndCheckingGive(@ForAll("pairs") Pair pair) {
    Optional<Skeleton> skeleton = Skeleton.of(pair.source());
    Optional<CelAbstractSyntaxTree> tree = checked(pair.source());
    Optional<CelAbstractSyntaxTree> expected = checked(pair.like());
    if (skeleton.isEmpty() || tree.isEmpty()) {
      return;
    }
    KnownTrees trees = new KnownTrees();
    trees.remember(pair.source(), skeleton.get(), World.SCOPE, tree.get());
    Skeleton like = Skeleton.of(pair.like()).orElseThrow();
    Optional<CelAbstractSyntaxTree> actual = trees.find(pair.like(), like, World.SCOPE);
    if (actual.isPresent()) {
      found++;
      assertThat(expected).as("%s", pair).isPresent();
      assertSame(actual.get(), expected.get());
    }
  }

  @AfterContainer
  static void mostAreFound() {
    System.out.printf("%d trees were known%n", found);
    assertThat(found).isGreaterThan(1_000);
  }

  @Test
  void aMinusBelongsToItsNumber() {
    assertKnown("event.a > -5 && event.b < 7 - 6", "event.a > -70 && event.b < 1 - 1");
    assertKnown("event.a > - 2.5", "event.a > - 0.0");
    assertKnown("event.a > 0", "event.a > 12");
  }

  @Test
  void aZeroBehindAMinusIsNotRemembered() {
    assertThat(known("event.a > -0", "event.a > -3")).isEmpty();
    assertThat(known("event.a - 0.0 > 1.0", "event.a - 2.0 > 1.0")).isEmpty();
  }

  @Test
  void placesAreThoseOfTheOtherSource() {
    assertKnown(
        "event.a in ['x', 'yy'] && event.b.matches('z') || size(event.c) > 3",
        "event.a in [\"\", 'yyyy'] && event.b.matches('zzz') || size(event.c) > 1234");
    assertKnown(
        "event.a.exists(x, x.b == 3 && x.c[2] == 'q')",
        "event.a.exists(x, x.b == 44 && x.c[17] == '')");
  }

  @Test
  void kindsAndNamesAreKeptApart() {
    assertThat(known("event.a > 1", "event.a > 1.0")).isEmpty();
    assertThat(known("event.a > 1", "event.a > '1'")).isEmpty();
    assertThat(known("event.a > 1", "event.b > 1")).isEmpty();
    assertThat(known("event.a > 1", "event.a >  1")).isEmpty();
  }

  @Test
  void whatIsNotPlainHasNoSkeleton() {
    List<String> others =
        List.of(
            "1e5",
            "1.5e3",
            "0x1F",
            "7u",
            "007",
            ".5 > 1.0",
            "1.",
            "9223372036854775807",
            "r'a'",
            "b'a'",
            "R\"a\"",
            "'a\\n'",
            "'''a'''",
            "\"\"\"\"\"\"",
            "'a",
            "'a\nb'",
            "1 // 2",
            "event.`a b`",
            "'\ud83d\ude00'",
            "\u00e9 > 1",
            "a\u0001b",
            "x" + " ".repeat(2_000));
    assertThat(others).allSatisfy(source -> assertThat(Skeleton.of(source)).isEmpty());
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void partsComeInTheOrderOfTheNavigation(@ForAll("pairs") Pair pair) {
    checked(pair.source())
        .ifPresent(
            tree ->
                assertThat(Parts.of(tree.getExpr()).stream().map(CelExpr::id))
                    .isEqualTo(
                        CelNavigableAst.fromAst(tree)
                            .getRoot()
                            .allNodes()
                            .map(node -> node.expr().id())
                            .toList()));
  }

  private static Optional<CelAbstractSyntaxTree> known(String source, String like) {
    KnownTrees trees = new KnownTrees();
    trees.remember(
        source, Skeleton.of(source).orElseThrow(), World.SCOPE, checked(source).orElseThrow());
    return trees.find(like, Skeleton.of(like).orElseThrow(), World.SCOPE);
  }

  private static void assertKnown(String source, String like) {
    assertSame(known(source, like).orElseThrow(), checked(like).orElseThrow());
  }

  private static void assertSame(CelAbstractSyntaxTree actual, CelAbstractSyntaxTree expected) {
    assertThat(actual.getExpr()).isEqualTo(expected.getExpr());
    assertThat(actual.getTypeMap()).isEqualTo(expected.getTypeMap());
    assertThat(actual.getReferenceMap()).isEqualTo(expected.getReferenceMap());
    assertThat(actual.getSource()).isEqualTo(expected.getSource());
  }

  private static Optional<CelAbstractSyntaxTree> checked(String source) {
    return EXPRESSIONS.checked(source, World.SCOPE).tree();
  }
}
