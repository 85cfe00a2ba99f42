package dev.nudge.console.database;

import java.util.Optional;

/**
 * Text that PostgreSQL takes: any but the character 0 and halves of surrogate pairs, which no UTF-8
 * has. What people send is refused where it has a {@link #fault}; all that is written is {@link
 * #clean}.
 */
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /** What is wrong with it, to follow the name of the part that it is. O(length). */
  public static Optional<String> fault(String text) {
    int at = firstFault(text);
    if (at < 0) {
      return Optional.empty();
    }
    return Optional.of(
        text.charAt(at) == 0 ? "holds the character 0" : "holds half a surrogate pair");
  }

  /** The same, with U+FFFD in place of what cannot be kept; itself where all can. O(length). */
  public static String clean(String text) {
    int from = firstFault(text);
    if (from < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text);
    for (int i = from; i < text.length(); i++) {
      if (isFault(text, i)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  private static int firstFault(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isFault(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isFault(String text, int at) {
    char one = text.charAt(at);
    if (Character.isHighSurrogate(one)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(one)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return one == 0;
  }
}
