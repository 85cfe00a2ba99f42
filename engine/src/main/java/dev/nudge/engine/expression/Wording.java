package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.nudge.engine.advice.Advice;
import dev.nudge.engine.advice.Idioms;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what dev.cel found wrong in plain words, at the place in the document. */
final class Wording {
  private static final Pattern UNKNOWN =
      Pattern.compile("undeclared reference to '(.*)' \\(in container '.*'\\)");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.*?)' applied to '(.*?)'(?: \\(candidates: (.*)\\))?",
          Pattern.DOTALL);
  private static final Pattern NO_FIELDS =
      Pattern.compile("type '(.*)' does not support field selection");
  private static final Pattern NO_RANGE =
      Pattern.compile("expression of type '(.*)' cannot be range of a comprehension.*");
  private static final Pattern NO_FACT = Pattern.compile("undefined field '(.*)'");
  private static final Pattern EXPECTED = Pattern.compile("expected type '(.*)' but found '(.*)'");

  private final Text source;
  private final boolean inText;
  private final NameWording names;

  /**
   * The wording of one expression.
   *
   * @param inText whether it stands in a text
   */
  Wording(Text source, Scope scope, boolean inText) {
    this.source = source;
    this.inText = inText;
    this.names = new NameWording(source.value(), scope, inText);
  }

  /** What is wrong with the form; after the first error of the grammar, others are its echo. */
  List<Problem> syntax(List<Checker.Fault> faults) {
    List<Problem> problems = new ArrayList<>();
    boolean told = false;
    for (Checker.Fault fault : faults) {
      Optional<Advice> idiom =
          SyntaxWording.mayBeIdiom(fault)
              ? Idioms.syntax(source.value(), index(fault.offset()), inText)
              : Optional.empty();
      if (idiom.isPresent()) {
        return List.of(problem(idiom.get()));
      }
      Optional<String> words = SyntaxWording.of(fault);
      if (words.isPresent()) {
        problems.add(problem(fault.offset(), words.get()));
      } else if (!told) {
        problems.add(problem(fault.offset(), SyntaxWording.ofGrammar(fault, source.value())));
        told = true;
      }
    }
    return problems;
  }

  /** What is wrong with names and types. */
  List<Problem> types(List<Checker.Fault> faults, CelAbstractSyntaxTree tree) {
    Set<Problem> problems = new LinkedHashSet<>();
    for (Checker.Fault fault : faults) {
      // The echo of an unknown message.
      if (!fault.message().startsWith("Message type resolution failure")) {
        problems.add(type(fault, tree));
      }
    }
    return List.copyOf(problems);
  }

  /** What the planner refused, in its words. */
  List<Problem> refusals(List<Checker.Fault> faults) {
    return faults.stream().map(fault -> problem(fault.offset(), fault.message())).toList();
  }

  /** What the planner has its doubts about, in its words. */
  List<Problem> doubts(List<Checker.Fault> doubts) {
    return doubts.stream()
        .map(doubt -> Problem.warning(source.position(index(doubt.offset())), doubt.message()))
        .toList();
  }

  private Problem type(Checker.Fault fault, CelAbstractSyntaxTree tree) {
    String message = fault.message();
    Matcher matcher = UNKNOWN.matcher(message);
    if (matcher.matches()) {
      return problem(names.unknown(matcher.group(1), index(fault.offset())));
    }
    Optional<Advice> idiom = Idioms.types(source.value(), index(fault.offset()));
    if (idiom.isPresent()) {
      return problem(idiom.get());
    }
    matcher = NO_OVERLOAD.matcher(message);
    if (matcher.matches()) {
      String name = matcher.group(1);
      String words =
          OperatorWording.of(name, matcher.group(2), matcher.group(3), mixesNumbers(fault, tree));
      return problem(
          new Advice(
              names.callee(name, index(fault.offset())),
              words + OperandAdvice.of(name, matcher.group(2), call(fault, tree), inText)));
    }
    matcher = NO_FIELDS.matcher(message);
    if (matcher.matches()) {
      return problem(
          fault.offset(),
          FieldAdvice.of(
              OperatorWording.type(matcher.group(1)), source.value(), index(fault.offset())));
    }
    matcher = NO_RANGE.matcher(message);
    if (matcher.matches()) {
      return problem(
          fault.offset(),
          "only a list or a map can be gone through, this is "
              + OperatorWording.one(OperatorWording.type(matcher.group(1))));
    }
    matcher = NO_FACT.matcher(message);
    if (matcher.matches()) {
      return problem(fault.offset(), names.unknownFact(matcher.group(1)));
    }
    matcher = EXPECTED.matcher(message);
    if (matcher.matches()) {
      return problem(
          fault.offset(),
          "this must be "
              + OperatorWording.one(OperatorWording.type(matcher.group(1)))
              + ", it is "
              + OperatorWording.one(OperatorWording.type(matcher.group(2))));
    }
    if (message.equals("expression does not select a field")) {
      return problem(
          fault.offset(),
          "has() asks for a property; 'id', 'user', 'type' and 'time' are always there");
    }
    return problem(fault.offset(), message);
  }

  private static boolean mixesNumbers(Checker.Fault fault, CelAbstractSyntaxTree tree) {
    return call(fault, tree).stream()
        .flatMap(call -> call.args().stream())
        .anyMatch(
            arg ->
                arg.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && arg.constant().getKind() == CelConstant.Kind.INT64_VALUE);
  }

  private static Optional<CelExpr.CelCall> call(Checker.Fault fault, CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.expr().id() == fault.expression())
        .filter(node -> node.expr().getKind() == CelExpr.ExprKind.Kind.CALL)
        .map(node -> node.expr().call())
        .findFirst();
  }

  private Problem problem(Advice advice) {
    return Problem.error(source.position(advice.at()), advice.words());
  }

  private Problem problem(int offset, String words) {
    return Problem.error(source.position(index(offset)), words);
  }

  /** The index of the character at an offset in code points. */
  private int index(int offset) {
    String value = source.value();
    int most = value.codePointCount(0, value.length());
    return value.offsetByCodePoints(0, Math.max(0, Math.min(offset, most)));
  }
}
