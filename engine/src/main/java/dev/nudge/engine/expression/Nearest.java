package dev.nudge.engine.expression;

import java.util.Optional;

/** Finds what somebody meant to write. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate that differs from a word in the fewest letters, if those are few: two, but never
   * more than a third of the word.
   */
  static Optional<String> to(String word, Iterable<String> candidates) {
    int most = Math.max(1, Math.min(2, word.length() / 3));
    String best = null;
    int least = most + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) < least) {
        int distance = distance(word, candidate);
        if (distance < least && distance < candidate.length()) {
          least = distance;
          best = candidate;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** How many letters to add, drop, change or swap with the next (Damerau, optimal alignment). */
  private static int distance(String from, String to) {
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        char a = Character.toLowerCase(from.charAt(i - 1));
        char b = Character.toLowerCase(to.charAt(j - 1));
        int least = table[i - 1][j - 1] + (a == b ? 0 : 1);
        least = Math.min(least, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a == Character.toLowerCase(to.charAt(j - 2))
            && b == Character.toLowerCase(from.charAt(i - 2))) {
          least = Math.min(least, table[i - 2][j - 2] + 1);
        }
        table[i][j] = least;
      }
    }
    return table[from.length()][to.length()];
  }
}
