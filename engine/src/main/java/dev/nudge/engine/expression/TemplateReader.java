package dev.nudge.engine.expression;

import dev.nudge.engine.advice.Advice;
import dev.nudge.engine.advice.Placeholders;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a template apart. The brace that closes an expression is found past braces, strings and
 * comments inside it.
 */
final class TemplateReader {
  /** Far beyond any text for people; each is compiled, and evaluated when the campaign fires. */
  private static final int MOST_HOLES = 1_000;

  /** What problems call an expression in a text. */
  static final String HOLE = "`${}`";

  private final Expressions expressions;
  private final Scope scope;
  private final List<Problem> problems;
  private final Text source;
  private final String text;
  private final List<Template.Part> parts = new ArrayList<>();
  private int holes;
  private final StringBuilder literal = new StringBuilder();

  /** The text with its expressions blanked out. */
  private final StringBuilder outside = new StringBuilder();

  TemplateReader(Expressions expressions, Text source, Scope scope, List<Problem> problems) {
    this.expressions = expressions;
    this.scope = scope;
    this.problems = problems;
    this.source = source;
    this.text = source.value();
  }

  Optional<Template> read() {
    boolean good = true;
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("$${", i)) {
        literal.append("${");
        outside.append("   ");
        i += 3;
      } else if (text.startsWith("${", i)) {
        int end = find("}", i + 2, text.length());
        if (end < 0) {
          problems.add(
              Problem.error(source.position(i), "'${' without its '}'; write '$${' for the signs"));
          return Optional.empty();
        }
        good &= hole(i + 2, end);
        if (holes > MOST_HOLES) {
          return Optional.empty();
        }
        outside.append(" ".repeat(end + 1 - i));
        i = end + 1;
      } else {
        outside.append(text.charAt(i));
        literal.append(text.charAt(i++));
      }
    }
    finishLiteral();
    for (Advice advice : Placeholders.of(outside.toString(), () -> Checker.names(scope).keySet())) {
      problems.add(Problem.warning(source.position(advice.at()), advice.words()));
    }
    return good ? Optional.of(new Template(parts)) : Optional.empty();
  }

  /** An expression and, each behind {@code ??}, its defaults. */
  private boolean hole(int start, int end) {
    finishLiteral();
    List<Compiled> choices = new ArrayList<>();
    boolean good = true;
    int from = start;
    while (from <= end) {
      int to = find("??", from, end);
      int until = to < 0 ? end : to;
      if (++holes > MOST_HOLES) {
        problems.add(
            Problem.error(
                source.position(from), "a text may hold at most " + MOST_HOLES + " expressions"));
        return false;
      }
      Optional<Compiled> compiled =
          expressions.compile(HOLE, source.substring(from, until), scope, Scope.Type.DYN, problems);
      compiled.ifPresent(choices::add);
      good &= compiled.isPresent();
      from = to < 0 ? end + 1 : to + 2;
    }
    parts.add(new Template.Part.Hole(List.copyOf(choices)));
    return good;
  }

  private void finishLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Template.Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Where a mark stands, past braces, strings and comments; -1 for nowhere before the end. */
  private int find(String mark, int start, int end) {
    int depth = 0;
    int i = start;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfString(i);
      } else if (text.startsWith("//", i)) {
        int line = text.indexOf('\n', i);
        i = line < 0 ? end : line;
      } else if (depth == 0 && text.startsWith(mark, i)) {
        return i;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        i++;
      }
    }
    return -1;
  }

  /** Behind the string literal that begins here; the end of the text if it does not close. */
  private int endOfString(int start) {
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    boolean raw = before == 'r' || before == 'R';
    String quote = text.substring(start, start + 1);
    String close = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    int i = start + close.length();
    while (i < text.length()) {
      if (text.startsWith(close, i)) {
        return i + close.length();
      }
      i += !raw && text.charAt(i) == '\\' ? 2 : 1;
    }
    return text.length();
  }
}
