package dev.nudge.engine.expression;

import com.google.re2j.Pattern;

/**
 * The longest text that every match of a regular expression holds, as far as a simple reading
 * tells: one with alternatives, groups or flags is not read at all.
 */
final class RegexLiteral {
  private final String source;
  private final StringBuilder run = new StringBuilder();
  private String best = "";
  private int at;

  private RegexLiteral(String source) {
    this.source = source;
  }

  /** The text, empty where none is known. */
  static String of(String source) {
    boolean simple =
        source
            .chars()
            .noneMatch(c -> c == '(' || c == ')' || c == '|' || Character.isSurrogate((char) c));
    return simple && MatchesNode.compile(source) instanceof Pattern
        ? new RegexLiteral(source).read()
        : "";
  }

  private String read() {
    while (at < source.length()) {
      char c = source.charAt(at++);
      switch (c) {
        case '*', '?' -> endWithoutLast();
        case '{' -> {
          endWithoutLast();
          skipBehind('}');
        }
        case '+', '.', '^', '$' -> end();
        case '[' -> {
          end();
          skipClass();
        }
        case '\\' -> {
          if (!escape()) {
            return "";
          }
        }
        default -> run.append(c);
      }
    }
    end();
    return best;
  }

  /** Says whether it is known what the character behind a backslash does. */
  private boolean escape() {
    if (at == source.length()) {
      return false;
    }
    char c = source.charAt(at++);
    if ("dDwWsSbB".indexOf(c) >= 0) {
      end();
      return true;
    }
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      run.append(c);
      return true;
    }
    return false;
  }

  private void skipClass() {
    if (at < source.length() && source.charAt(at) == '^') {
      at++;
    }
    boolean first = true;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '[' && at < source.length() && source.charAt(at) == ':') {
        skipBehind(']');
      } else if (c == ']' && !first) {
        return;
      }
      first = false;
    }
  }

  private void skipBehind(char closing) {
    int end = source.indexOf(closing, at);
    at = end < 0 ? source.length() : end + 1;
  }

  /** What comes before may be missing. */
  private void endWithoutLast() {
    if (run.length() > 0) {
      run.setLength(run.length() - 1);
    }
    end();
  }

  private void end() {
    if (run.length() > best.length()) {
      best = run.toString();
    }
    run.setLength(0);
  }
}
