package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private static final Pattern EXPECTED = Pattern.compile("expected type '(.*)' but found '(.*)'");

  private final Text source;
  private final Scope scope;

  Wording(Text source, Scope scope) {
    this.source = source;
    this.scope = scope;
  }

  /** What is wrong with the form; after the first error of the grammar, others are its echo. */
  List<Problem> syntax(List<Checker.Fault> faults) {
    List<Problem> problems = new ArrayList<>();
    boolean told = false;
    for (Checker.Fault fault : faults) {
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
      return unknown(matcher.group(1), fault.offset());
    }
    matcher = NO_OVERLOAD.matcher(message);
    if (matcher.matches()) {
      String name = matcher.group(1);
      String words =
          OperatorWording.of(name, matcher.group(2), matcher.group(3), mixesNumbers(fault, tree));
      return problem(calleeOffset(name, fault.offset()), words);
    }
    matcher = NO_FIELDS.matcher(message);
    if (matcher.matches()) {
      String type = OperatorWording.type(matcher.group(1));
      return problem(
          fault.offset(),
          type.equals("list")
              ? "a list has no properties; take one of its elements, such as [0], or go through"
                  + " them with exists, all, map or filter"
              : OperatorWording.one(type) + " has no properties");
    }
    matcher = NO_RANGE.matcher(message);
    if (matcher.matches()) {
      return problem(
          fault.offset(),
          "only a list or a map can be gone through, this is "
              + OperatorWording.one(OperatorWording.type(matcher.group(1))));
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

  private Problem unknown(String name, int offset) {
    if (isCall(offset)) {
      int start = calleeOffset(name, offset);
      if (Functions.names().contains(name)) {
        return problem(start, "'" + name + "' does not take these arguments");
      }
      return problem(
          start, "unknown function '" + name + "'" + didYouMean(name, Functions.names()));
    }
    if (index(offset) < source.value().length() && source.value().charAt(index(offset)) == '{') {
      return problem(offset, "messages cannot be made here; write a map: {'key': value}");
    }
    if (name.equals("event") && !scope.event()) {
      String step =
          scope.steps().isEmpty()
              ? "use the profile, 'now' and measures"
              : "name a step instead, such as '" + scope.steps().keySet().iterator().next() + "'";
      return problem(offset, "there is no current event here; " + step);
    }
    if (scope.laterSteps().containsKey(name)) {
      return problem(offset, "step '" + name + "' comes later and has no event here yet");
    }
    Scope.Measure measure = scope.measures().get(name);
    if (measure != null) {
      return problem(
          offset,
          "measure '" + name + "' is kept by group of the current event, and there is none here");
    }
    Set<String> names = new TreeSet<>(Checker.names(scope).keySet());
    names.removeIf(known -> known.indexOf('.') >= 0);
    String advice = didYouMean(name, names);
    if (advice.isEmpty() && scope.event()) {
      advice = "; a property of the event is written 'event." + name + "'";
    } else if (advice.isEmpty()) {
      advice = "; known here: " + String.join(", ", names);
    }
    return problem(offset, "unknown name '" + name + "'" + advice);
  }

  private static String didYouMean(String name, Set<String> names) {
    return Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private boolean isCall(int offset) {
    int i = index(offset);
    return i < source.value().length() && source.value().charAt(i) == '(';
  }

  /** Where the name of a called function begins, from where its bracket stands. */
  private int calleeOffset(String name, int offset) {
    if (!isCall(offset)) {
      return offset;
    }
    int end = index(offset);
    while (end > 0 && Character.isWhitespace(source.value().charAt(end - 1))) {
      end--;
    }
    int start = end - name.length();
    return start >= 0 && source.value().startsWith(name, start)
        ? source.value().codePointCount(0, start)
        : offset;
  }

  private static boolean mixesNumbers(Checker.Fault fault, CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.expr().id() == fault.expression())
        .filter(node -> node.expr().getKind() == CelExpr.ExprKind.Kind.CALL)
        .flatMap(node -> node.expr().call().args().stream())
        .anyMatch(
            arg ->
                arg.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && arg.constant().getKind() == CelConstant.Kind.INT64_VALUE);
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
