package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles expressions. Making one costs a few milliseconds; it then serves any number of
 * expressions, some ten thousand a second; those that differ in their literals alone, some times as
 * fast. Safe for use by several threads, one at a time.
 */
public final class Expressions {
  private static final int KNOWN = 4096;

  private final Checker checker = new Checker();
  private final Optional<Set<String>> segments;

  /** What was compiled lately: campaigns are often made from one another. */
  private final Map<Key, Compiled> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Compiled> eldest) {
          return size() > KNOWN;
        }
      };

  /** Of users whose segments are not known by name. */
  public Expressions() {
    this(Optional.empty());
  }

  /**
   * Warns of segments that are not there.
   *
   * @param segments the names of all that there are, if they are known
   */
  public Expressions(Optional<Set<String>> segments) {
    this.segments = segments;
  }

  private record Key(String source, Scope scope, Scope.Type expected) {}

  /**
   * Compiles an expression, or adds everything that is wrong with it to the problems, each at its
   * place.
   *
   * @param what what the expression is, as problems call it: {@code `where`}
   * @param source CEL
   * @param scope the names it may use
   * @param expected the type it must have; a double may also be an int, anything may be dynamic
   */
  public synchronized Optional<Compiled> compile(
      String what, Text source, Scope scope, Scope.Type expected, List<Problem> problems) {
    Key key = new Key(source.value(), scope, expected);
    Compiled before = known.get(key);
    if (before != null) {
      return Optional.of(before);
    }
    int problemsBefore = problems.size();
    Optional<Compiled> compiled = compileAnew(what, source, scope, expected, problems);
    if (problems.size() == problemsBefore) {
      // One that is warned of is warned of each time.
      compiled.ifPresent(fresh -> known.put(key, fresh));
    }
    return compiled;
  }

  private Optional<Compiled> compileAnew(
      String what, Text source, Scope scope, Scope.Type expected, List<Problem> problems) {
    Wording wording = new Wording(source, scope, what.equals(TemplateReader.HOLE));
    Optional<Skeleton> skeleton = Skeleton.of(source.value());
    Optional<CelAbstractSyntaxTree> like =
        skeleton.flatMap(found -> KnownTrees.SHARED.find(source.value(), found, scope));
    if (like.isEmpty()) {
      Checker.Outcome parsed = checker.parse(source.value());
      if (parsed.tree().isEmpty()) {
        problems.addAll(wording.syntax(parsed.faults()));
        return Optional.empty();
      }
      Checker.Outcome checked = checker.check(parsed.tree().get(), scope);
      if (checked.tree().isEmpty()) {
        problems.addAll(wording.types(checked.faults(), parsed.tree().get()));
        return Optional.empty();
      }
      like = checked.tree();
      CelAbstractSyntaxTree fresh = like.get();
      skeleton.ifPresent(found -> KnownTrees.SHARED.remember(source.value(), found, scope, fresh));
    }
    CelAbstractSyntaxTree tree = like.get();
    CelType type = tree.getResultType();
    Planner planner = new Planner(tree, scope);
    Node root = planner.plan();
    problems.addAll(wording.refusals(planner.faults()));
    problems.addAll(wording.doubts(planner.doubts()));
    Optional<Set<String>> eventTypes = EventTypes.of(tree.getExpr());
    problems.addAll(wording.doubts(Doubts.of(tree, eventTypes)));
    boolean fits = fits(type, expected);
    if (!fits) {
      problems.add(
          Problem.error(
              source.position(start(source.value())),
              what
                  + " must be "
                  + wanted(expected)
                  + ", this is "
                  + named(type)
                  + (type instanceof OptionalType
                      ? "; say what to take then: .orValue(false)"
                      : "")));
    }
    if (!fits || !planner.faults().isEmpty()) {
      return Optional.empty();
    }
    Survey survey = Survey.of(tree.getExpr(), scope);
    segments.ifPresent(
        known -> SegmentNode.doubt(source, survey.names().segments(), known, problems));
    return Optional.of(
        new Compiled(root, typeOf(type), survey.names(), survey.canonical(), eventTypes));
  }

  /** {@link #compile} where problems need not say what the expression is. */
  public Optional<Compiled> compile(
      Text source, Scope scope, Scope.Type expected, List<Problem> problems) {
    return compile("this", source, scope, expected, problems);
  }

  /**
   * Compiles a text with <code>${CEL}</code> in it, or adds everything that is wrong with its
   * expressions to the problems, each at its place.
   */
  public Optional<Template> template(Text source, Scope scope, List<Problem> problems) {
    return new TemplateReader(this, source, scope, problems).read();
  }

  /**
   * What a condition joins with {@code &&}, each clause apart, for people who ask why it came out
   * as it did; of any other expression, the whole. Not remembered.
   *
   * @throws IllegalArgumentException if the source does not compile in this scope
   */
  public synchronized List<Clause> clauses(Text source, Scope scope) {
    CelAbstractSyntaxTree tree =
        checked(source.value(), scope)
            .tree()
            .orElseThrow(() -> new IllegalArgumentException("not an expression: " + source));
    return Dissection.of(source.value(), tree, scope);
  }

  /** The checked tree, for tests that compare with dev.cel's own interpreter. */
  synchronized Checker.Outcome checked(String source, Scope scope) {
    Checker.Outcome parsed = parsed(source);
    return parsed.tree().isEmpty() ? parsed : checked(parsed.tree().get(), scope);
  }

  synchronized Checker.Outcome parsed(String source) {
    return checker.parse(source);
  }

  synchronized Checker.Outcome checked(CelAbstractSyntaxTree parsed, Scope scope) {
    return checker.check(parsed, scope);
  }

  private static int start(String source) {
    int start = 0;
    while (start < source.length() - 1 && Character.isWhitespace(source.charAt(start))) {
      start++;
    }
    return start;
  }

  private static boolean fits(CelType type, Scope.Type expected) {
    if (expected == Scope.Type.DYN || type.kind() == CelKind.DYN) {
      return true;
    }
    return switch (expected) {
      case BOOL -> type.kind() == CelKind.BOOL;
      case INT -> type.kind() == CelKind.INT;
      case DOUBLE -> isNumber(type);
      case DOUBLES ->
          type instanceof ListType list
              && (isNumber(list.elemType()) || list.elemType().kind() == CelKind.DYN);
      case TIMESTAMP -> type.kind() == CelKind.TIMESTAMP;
      case TEXTS ->
          type instanceof ListType list
              && (list.elemType().kind() == CelKind.STRING
                  || list.elemType().kind() == CelKind.DYN);
      case DYN -> true;
    };
  }

  private static boolean isNumber(CelType type) {
    return type.kind() == CelKind.DOUBLE
        || type.kind() == CelKind.INT
        || type.kind() == CelKind.UINT;
  }

  private static Scope.Type typeOf(CelType type) {
    return switch (type.kind()) {
      case BOOL -> Scope.Type.BOOL;
      case INT -> Scope.Type.INT;
      case DOUBLE -> Scope.Type.DOUBLE;
      case LIST ->
          ((ListType) type).elemType().equals(SimpleType.DOUBLE)
              ? Scope.Type.DOUBLES
              : Scope.Type.DYN;
      default -> Scope.Type.DYN;
    };
  }

  private static String wanted(Scope.Type expected) {
    return switch (expected) {
      case BOOL -> "a condition (bool)";
      case INT -> "an int";
      case DOUBLE -> "a number";
      case DOUBLES -> "a list of numbers";
      case TIMESTAMP -> "a time";
      case TEXTS -> "a list of texts";
      case DYN -> "a value";
    };
  }

  private static String named(CelType type) {
    return OperatorWording.one(OperatorWording.type(type.name()));
  }
}
