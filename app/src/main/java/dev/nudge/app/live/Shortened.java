package dev.nudge.app.live;

/** Texts of any length on one line of bounded length. */
final class Shortened {
  private static final int LONGEST = 100;

  private Shortened() {}

  static String line(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
