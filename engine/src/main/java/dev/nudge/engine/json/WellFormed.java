package dev.nudge.engine.json;

/**
 * Strings as they may leave or enter the engine: without half characters. JSON can spell a
 * surrogate that has lost its partner, UTF-8 cannot; kept, such a string would not survive being
 * written.
 */
final class WellFormed {
  private WellFormed() {}

  /** The string itself, or a copy with U+FFFD for each surrogate without a partner. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text, i);
      }
    }
    return text;
  }

  private static String repaired(String text, int from) {
    StringBuilder copy = null;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      copy = copy == null ? new StringBuilder(text) : copy;
      copy.setCharAt(i, '\uFFFD');
    }
    return copy == null ? text : copy.toString();
  }
}
