package dev.nudge.engine.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known word that a person most likely meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The candidate nearest to a word, if one is near: at most a third of its letters (and always
   * one) inserted, removed, replaced or swapped with a neighbour. Case and the kind of dash do not
   * count. The first of equally near ones. Costs the product of the lengths for each candidate.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String given = normal(word);
    Optional<String> best = Optional.empty();
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String known = normal(candidate);
      int allowed = Math.max(1, Math.max(given.length(), known.length()) / 3);
      // One letter has nothing in common with any other one letter.
      if (Math.abs(given.length() - known.length()) > allowed
          || (Math.max(given.length(), known.length()) == 1 && !given.equals(known))) {
        continue;
      }
      int distance = distance(given, known);
      if (distance <= allowed && distance < bestDistance) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** {@code , did you mean 'within'?}, or nothing where no candidate is near. */
  public static String didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(known -> ", did you mean '" + known + "'?").orElse("");
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * The optimal string alignment distance (Damerau 1964, Levenshtein 1966): insertions, removals,
   * replacements and swaps of neighbours, none of a place touched before.
   */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
