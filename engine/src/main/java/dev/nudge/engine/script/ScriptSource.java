package dev.nudge.engine.script;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.BigIntLiteral;
import org.mozilla.javascript.ast.ErrorCollector;
import org.mozilla.javascript.ast.ExpressionStatement;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NumberLiteral;
import org.mozilla.javascript.ast.ParenthesizedExpression;
import org.mozilla.javascript.ast.ParseProblem;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.RegExpLiteral;
import org.mozilla.javascript.ast.Spread;
import org.mozilla.javascript.ast.StringLiteral;
import org.mozilla.javascript.ast.TaggedTemplateLiteral;
import org.mozilla.javascript.ast.TemplateLiteral;

/**
 * The source of a filter, checked, and prepared so that strings cannot grow unseen: Rhino adds
 * strings without counting, so each sum that may be one goes through a function that looks at its
 * length.
 */
final class ScriptSource {
  /** What that function is called; no script may use the name. */
  static final String BOUNDED = "__bounded__";

  private static final String BEFORE = "(";
  private static final String AFTER = "\n)";
  private static final int SHORT = 100;

  /** What scripts of other places call, and nobody has here. */
  private static final Set<String> FOREIGN =
      Set.of("Java", "Packages", "java", "javax", "org", "com", "console", "window", "process");

  /** More than any filter; what is compiled is kept for as long as the campaign. */
  private static final int LONGEST = 100_000;

  static final String TOO_DEEP = "the script is nested too deeply";

  private final Text source;
  private final List<Problem> problems;
  private final List<Insertion> insertions = new ArrayList<>();
  private String parameter = "";
  private boolean wrong;

  /** A piece of text that goes in before the character at an offset. */
  private record Insertion(int offset, int depth, boolean closing, String text) {}

  private ScriptSource(Text source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The text to compile, an expression whose value is the filter; nothing where it is wrong. */
  static Optional<String> prepare(Text source, List<Problem> problems) {
    return new ScriptSource(source, problems).prepare();
  }

  private Optional<String> prepare() {
    if (source.value().length() > LONGEST) {
      problem(0, "the script is too long: it may have " + LONGEST + " characters");
      return Optional.empty();
    }
    try {
      return parsed();
    } catch (EvaluatorException | StackOverflowError e) {
      problem(BEFORE.length(), TOO_DEEP);
      return Optional.empty();
    }
  }

  private Optional<String> parsed() {
    String text = BEFORE + function(source.value()) + AFTER;
    CompilerEnvirons environment = new CompilerEnvirons();
    environment.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    environment.setXmlAvailable(false);
    environment.setRecoverFromErrors(true);
    environment.setIdeMode(true);
    environment.setReservedKeywordAsIdentifier(true);
    ErrorCollector errors = new ErrorCollector();
    AstRoot root = new Parser(environment, errors).parse(text, "script", 1);
    for (ParseProblem error : errors.getErrors()) {
      if (error.getType() == ParseProblem.Type.Error) {
        // The first error is the one that matters; those after it are often its echo.
        syntax(error);
        return Optional.empty();
      }
    }
    if (root.getFirstChild() == null) {
      // In this mode, the parser gives nothing back where its stack overflowed, and no word.
      problem(BEFORE.length(), TOO_DEEP);
      return Optional.empty();
    }
    if (!isFunction(root)) {
      problem(BEFORE.length(), "expected a function of one event: function(event) { return ... }");
      return Optional.empty();
    }
    parameter = parameter(root);
    root.visit(this::visit);
    return wrong ? Optional.empty() : Optional.of(inserted(text));
  }

  /** Without the semicolon that people put behind a function. */
  private static String function(String text) {
    int end = text.length();
    while (end > 0
        && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == ';')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isFunction(AstRoot root) {
    return root.getFirstChild() instanceof ExpressionStatement statement
        && statement.getNext() == null
        && statement.getExpression() instanceof ParenthesizedExpression inner
        && inner.getExpression() instanceof FunctionNode function
        && !function.isGenerator();
  }

  /** What the function calls the event. */
  private static String parameter(AstRoot root) {
    return root.getFirstChild() instanceof ExpressionStatement statement
            && statement.getExpression() instanceof ParenthesizedExpression inner
            && inner.getExpression() instanceof FunctionNode function
            && !function.getParams().isEmpty()
            && function.getParams().get(0) instanceof Name name
        ? name.getIdentifier()
        : "";
  }

  private boolean visit(AstNode node) {
    if (node instanceof FunctionCall call && call.getTarget() instanceof PropertyGet get) {
      call(get);
    }
    if (node instanceof BigIntLiteral) {
      problem(node.getAbsolutePosition(), "big integers such as 10n are not supported");
    } else if (node instanceof RegExpLiteral literal && Costs.isLong(literal.getValue())) {
      problem(
          node.getAbsolutePosition(),
          "a regular expression may repeat something fewer than 1000 times");
    } else if (node instanceof Name name) {
      name(name);
    } else if (node instanceof InfixExpression sum
        && (sum.getType() == Token.ADD || sum.getType() == Token.ASSIGN_ADD)) {
      if (!isShort(sum.getLeft()) && !isShort(sum.getRight())) {
        bound(node);
      }
    } else if (node instanceof Spread spread) {
      bound(spread.getExpression());
    } else if (node instanceof TemplateLiteral
        && !(node.getParent() instanceof TaggedTemplateLiteral)) {
      bound(node);
    }
    return true;
  }

  /** Warns of a function that neither an event nor this sandbox has. */
  private void call(PropertyGet get) {
    if (!(get.getTarget() instanceof Name target)) {
      return;
    }
    String of = target.getIdentifier();
    String function = get.getProperty().getIdentifier();
    if (of.equals(parameter) && !EventView.hasFunction(function)) {
      warning(
          get.getProperty().getAbsolutePosition(),
          "an event has no function '"
              + function
              + "': where the event has no such property the script throws, and an event on which it"
              + " throws does not fit");
    } else if (FOREIGN.contains(of)) {
      warning(
          target.getAbsolutePosition(),
          "'" + of + "' is not available here: the script will throw");
    }
  }

  private void name(Name name) {
    String word = name.getIdentifier();
    boolean member = name.getParent() instanceof PropertyGet get && get.getProperty() == name;
    if (word.equals(BOUNDED)) {
      problem(name.getAbsolutePosition(), "the name " + BOUNDED + " is taken");
    } else if (word.equals("eval") && !member) {
      problem(name.getAbsolutePosition(), "eval is not available: write the code itself");
    } else if (word.equals("random")
        && member
        && name.getParent() instanceof PropertyGet get
        && get.getTarget() instanceof Name target
        && target.getIdentifier().equals("Math")) {
      problem(
          name.getAbsolutePosition(),
          "Math.random is not available: the same events must give the same triggers");
    }
  }

  /** A sum with one of these grows slowly enough for the count of instructions to end it. */
  private static boolean isShort(AstNode operand) {
    return operand instanceof NumberLiteral
        || (operand instanceof StringLiteral literal && literal.getValue().length() <= SHORT);
  }

  private void bound(AstNode node) {
    int start = node.getAbsolutePosition();
    int depth = node.depth();
    insertions.add(new Insertion(start, depth, false, BOUNDED + "("));
    insertions.add(new Insertion(start + node.getLength(), depth, true, ")"));
  }

  private String inserted(String text) {
    // At one place, what is closed inside comes before what opens, outer before inner.
    insertions.sort(
        (a, b) -> {
          if (a.offset() != b.offset()) {
            return Integer.compare(a.offset(), b.offset());
          }
          if (a.closing() != b.closing()) {
            return a.closing() ? -1 : 1;
          }
          return a.closing()
              ? Integer.compare(b.depth(), a.depth())
              : Integer.compare(a.depth(), b.depth());
        });
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (Insertion insertion : insertions) {
      result.append(text, done, insertion.offset()).append(insertion.text());
      done = insertion.offset();
    }
    return result.append(text, done, text.length()).toString();
  }

  private void syntax(ParseProblem error) {
    String message = error.getMessage();
    String said = message.isEmpty() ? "it cannot be read" : message;
    problem(
        error.getFileOffset(),
        "JavaScript: " + said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1));
  }

  private void warning(int offset, String text) {
    problems.add(Problem.warning(source.position(offset - BEFORE.length()), text));
  }

  private void problem(int offset, String text) {
    wrong = true;
    problems.add(Problem.error(source.position(offset - BEFORE.length()), text));
  }
}
