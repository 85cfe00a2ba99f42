package dev.nudge.engine.document;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what the YAML parser stumbled over in words that lead to the way out. */
final class SyntaxProblem {
  private SyntaxProblem() {}

  /** The offset at which the parser stopped. */
  static int offset(MarkedYamlEngineException failure, Source source, int base) {
    return failure
        .getProblemMark()
        .or(failure::getContextMark)
        .map(mark -> source.offset(base + mark.getIndex()))
        .orElse(source.offset(base));
  }

  /** The problem to report. */
  static Problem of(MarkedYamlEngineException failure, Source source, int base) {
    int at = offset(failure, source, base);
    String context = String.valueOf(failure.getContext());
    String problem = String.valueOf(failure.getProblem()).replaceAll("\\s+", " ");
    if (context.contains("quoted scalar") && problem.contains("unexpected")) {
      int opened =
          failure
              .getContextMark()
              .map(Mark::getIndex)
              .map(index -> source.offset(base + index))
              .orElse(at);
      return Problem.error(source.position(opened), "the quote that opens here is never closed");
    }
    if (problem.contains("(TAB)")) {
      return Problem.error(source.position(at), "a tab cannot indent YAML; use spaces");
    }
    String said = problem.replaceFirst("\\.? ?\\(Do not use .*\\)", "");
    if (problem.startsWith("expected ','")) {
      // A word and a bracket without a space between: views[0] inside { }.
      boolean inWord = at > 0 && !Character.isWhitespace(source.text().charAt(at - 1));
      return Problem.error(
          source.position(at),
          "syntax: "
              + said
              + (inWord
                  ? "; inside { } or [ ], put an expression with a bracket or comma in quotes"
                  : "; is a comma missing before it?"));
    }
    return Problem.error(source.position(at), "syntax: " + said + advice(source, at));
  }

  /** Most syntax errors are an expression that YAML reads as something else. */
  private static String advice(Source source, int at) {
    String text = source.text();
    int start = at;
    while (start > 0 && text.charAt(start - 1) != '\n') {
      start--;
    }
    int stop = at;
    while (stop < text.length() && text.charAt(stop) != '\n') {
      stop++;
    }
    String line = text.substring(start, stop);
    int colon = line.indexOf(": ");
    if (colon < 0) {
      return "";
    }
    String value = line.substring(colon + 2).strip().toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return "";
    }
    char first = value.charAt(0);
    if ("'\"!&*%@`[{".indexOf(first) >= 0) {
      return "; put a value that begins with " + first + " in quotes as a whole";
    }
    return value.contains(": ") ? "; put a value that contains ': ' in quotes" : "";
  }
}
