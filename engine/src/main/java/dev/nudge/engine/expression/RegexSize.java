package dev.nudge.engine.expression;

/**
 * About how many steps a regular expression compiles to. RE2 runs in time linear in the text for
 * each step, and repetitions inside repetitions multiply: a short one can fill the memory.
 */
final class RegexSize {
  /** More than any use, and still matched in milliseconds. */
  static final int MOST = 10_000;

  private final String regex;
  private int at;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  static boolean isTooLarge(String regex) {
    return regex.length() > MOST || new RegexSize(regex).sequence(0) > MOST;
  }

  private long sequence(int depth) {
    long sum = 0;
    long last = 0;
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      switch (c) {
        case '(' -> last = depth < 1000 ? sequence(depth + 1) : MOST + 1;
        case ')' -> {
          if (depth > 0) {
            return sum;
          }
          last = 1;
        }
        case '\\' -> {
          at++;
          last = 1;
        }
        case '{' -> {
          sum -= last;
          last *= repetitions();
        }
        default -> last = 1;
      }
      sum = Math.min(sum + last, Integer.MAX_VALUE);
      last = Math.min(last, Integer.MAX_VALUE);
    }
    return sum;
  }

  /** The greater number of <code>{2,5}</code>, behind its brace; 1 if it is something else. */
  private long repetitions() {
    long most = 1;
    long number = 0;
    for (int i = at; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), Integer.MAX_VALUE);
        most = Math.max(most, number);
      } else if (c == ',') {
        number = 0;
      } else {
        if (c == '}') {
          at = i + 1;
        }
        return c == '}' ? most : 1;
      }
    }
    return 1;
  }
}
