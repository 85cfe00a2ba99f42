package dev.nudge.app.terminal;

import java.util.Optional;

/**
 * A part of something.
 *
 * @param value from 0 to 1
 */
public record Share(double value) {
  /** Nothing of it. */
  public static final Share NONE = new Share(0);

  /** {@code 1%} or {@code 0.01}; nothing for any other text. */
  public static Optional<Share> read(String text) {
    boolean percent = text.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      double value = percent ? number / 100 : number;
      return value >= 0 && value <= 1 ? Optional.of(new Share(value)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
