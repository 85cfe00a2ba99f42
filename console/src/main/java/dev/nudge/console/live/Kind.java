package dev.nudge.console.live;

import java.util.Locale;
import java.util.Optional;

/** What a stream carries. */
public enum Kind {
  /** A campaign fired. */
  TRIGGER('t'),
  /** A run moved. */
  TRANSITION('x');

  private final char code;

  Kind(char code) {
    this.code = code;
  }

  /** In a position. */
  char code() {
    return code;
  }

  /** The name of its server-sent events: {@code trigger}. */
  String event() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> ofCode(char code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
