package dev.nudge.engine.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trees that were checked lately, by skeleton and scope, for all who compile in this process:
 * campaigns are made from one another, and differ in their numbers and texts. An expression of a
 * known skeleton is neither parsed nor checked; it gets the known tree with its own constants and
 * places. Safe for use by several threads.
 *
 * <p>The way of prepared statements in databases: neither the grammar nor the types of CEL depend
 * on the value of a literal, only on its kind.
 */
final class KnownTrees {
  private static final int MOST = 1024;

  /** Those of this process. */
  static final KnownTrees SHARED = new KnownTrees();

  private final Map<Key, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String skeleton, Scope scope) {}

  /**
   * A tree and which of its constants are literals.
   *
   * @param tree checked, without an error
   * @param literals as they stand in its source
   * @param constants of each literal
   */
  private record Known(
      CelAbstractSyntaxTree tree, List<Skeleton.Literal> literals, List<Constant> constants) {}

  /**
   * A literal in a tree.
   *
   * @param id of its part
   * @param negative whether a minus before it belongs to it
   */
  private record Constant(long id, boolean negative) {}

  /** The checked tree of a source, if one of its skeleton is known. */
  Optional<CelAbstractSyntaxTree> find(String source, Skeleton skeleton, Scope scope) {
    @Nullable Known like;
    synchronized (known) {
      like = known.get(new Key(skeleton.text(), scope));
    }
    return like == null ? Optional.empty() : Optional.of(with(like, source, skeleton.literals()));
  }

  /** Remembers a checked tree, unless it is not certain which constant is which literal. */
  void remember(String source, Skeleton skeleton, Scope scope, CelAbstractSyntaxTree tree) {
    List<Skeleton.Literal> literals = skeleton.literals();
    List<Constant> constants = new ArrayList<>(literals.size());
    List<CelExpr> all =
        Parts.of(tree.getExpr()).stream()
            .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
            .toList();
    for (Skeleton.Literal literal : literals) {
      int before = constants.size();
      for (CelExpr constant : all) {
        Integer offset = tree.getSource().getPositionsMap().get(constant.id());
        if (offset == null || offset != literal.start()) {
          continue;
        }
        boolean same = constant.constant().equals(constant(literal.value(), false));
        if (same || constant.constant().equals(constant(literal.value(), true))) {
          constants.add(new Constant(constant.id(), !same));
        }
      }
      boolean one = constants.size() == before + 1;
      if (!one || (isZero(literal.value()) && isAfterMinus(source, literal.start()))) {
        return;
      }
    }
    if (!tree.getSource().getMacroCalls().isEmpty()) {
      return;
    }
    synchronized (known) {
      known.put(
          new Key(skeleton.text(), scope),
          new Known(tree, List.copyOf(literals), List.copyOf(constants)));
    }
  }

  private static boolean isZero(Object value) {
    return value instanceof Number number && number.doubleValue() == 0;
  }

  private static boolean isAfterMinus(String source, int start) {
    int before = start - 1;
    while (before >= 0 && source.charAt(before) <= ' ') {
      before--;
    }
    return before >= 0 && source.charAt(before) == '-';
  }

  private static CelConstant constant(Object value, boolean negative) {
    if (value instanceof Long number) {
      return CelConstant.ofValue(negative ? -number : number);
    } else if (value instanceof Double number) {
      return CelConstant.ofValue(negative ? -number : number);
    }
    return CelConstant.ofValue((String) value);
  }

  private static CelAbstractSyntaxTree with(
      Known like, String source, List<Skeleton.Literal> literals) {
    CelAbstractSyntaxTree tree = like.tree();
    CelSource.Builder places =
        CelSource.newBuilder(source).setDescription(tree.getSource().getDescription());
    tree.getSource()
        .getPositionsMap()
        .forEach((id, offset) -> places.addPositions(id, moved(offset, like.literals(), literals)));
    return CelAbstractSyntaxTree.newCheckedAst(
        new Filling(like, literals).fill(tree.getExpr()),
        places.build(),
        tree.getReferenceMap(),
        tree.getTypeMap());
  }

  /** Where what stood at an offset stands between other literals. */
  private static int moved(
      int offset, List<Skeleton.Literal> before, List<Skeleton.Literal> after) {
    int last = -1;
    while (last + 1 < before.size() && before.get(last + 1).end() <= offset) {
      last++;
    }
    if (last + 1 < before.size() && before.get(last + 1).start() <= offset) {
      return after.get(last + 1).start() + offset - before.get(last + 1).start();
    }
    return last < 0 ? offset : offset - before.get(last).end() + after.get(last).end();
  }

  /** Puts other literals in the place of those of a known tree. */
  private record Filling(Known like, List<Skeleton.Literal> literals) {
    CelExpr fill(CelExpr expr) {
      return switch (expr.getKind()) {
        case CONSTANT -> constant(expr);
        case SELECT -> {
          CelExpr.CelSelect select = expr.select();
          yield CelExpr.ofSelect(
              expr.id(), fill(select.operand()), select.field(), select.testOnly());
        }
        case CALL -> {
          CelExpr.CelCall call = expr.call();
          yield CelExpr.ofCall(
              expr.id(), call.target().map(this::fill), call.function(), fill(call.args()));
        }
        case LIST ->
            CelExpr.ofList(expr.id(), fill(expr.list().elements()), expr.list().optionalIndices());
        case MAP -> map(expr);
        case COMPREHENSION -> {
          CelExpr.CelComprehension loop = expr.comprehension();
          yield CelExpr.ofComprehension(
              expr.id(),
              loop.iterVar(),
              loop.iterVar2(),
              fill(loop.iterRange()),
              loop.accuVar(),
              fill(loop.accuInit()),
              fill(loop.loopCondition()),
              fill(loop.loopStep()),
              fill(loop.result()));
        }
        default -> expr;
      };
    }

    private ImmutableList<CelExpr> fill(List<CelExpr> parts) {
      ImmutableList.Builder<CelExpr> filled = ImmutableList.builderWithExpectedSize(parts.size());
      for (CelExpr part : parts) {
        filled.add(fill(part));
      }
      return filled.build();
    }

    private CelExpr map(CelExpr expr) {
      ImmutableList.Builder<CelExpr.CelMap.Entry> entries = ImmutableList.builder();
      for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
        entries.add(
            CelExpr.ofMapEntry(
                entry.id(), fill(entry.key()), fill(entry.value()), entry.optionalEntry()));
      }
      return CelExpr.ofMap(expr.id(), entries.build());
    }

    private CelExpr constant(CelExpr expr) {
      for (int i = 0; i < literals.size(); i++) {
        Constant known = like.constants().get(i);
        if (known.id() == expr.id()) {
          return CelExpr.ofConstant(
              expr.id(), KnownTrees.constant(literals.get(i).value(), known.negative()));
        }
      }
      return expr;
    }
  }
}
