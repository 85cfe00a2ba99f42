package dev.nudge.app.live;

/** Texts of any length and kind on one line of bounded length. */
final class Shortened {
  private static final int LONGEST = 100;

  private Shortened() {}

  /** Control characters, which could confuse a terminal, become spaces. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    int end = Math.min(text.length(), LONGEST);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > LONGEST ? line.append("...").toString() : line.toString();
  }
}
