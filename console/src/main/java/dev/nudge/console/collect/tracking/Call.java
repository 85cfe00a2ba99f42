package dev.nudge.console.collect.tracking;

import java.util.Locale;
import java.util.Optional;

/** What a message says, or that there are several. */
enum Call {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS,
  BATCH,
  IMPORT;

  /** By its word, or by the letter that browsers and phones send: {@code track}, {@code t}. */
  static Optional<Call> of(String word) {
    for (Call call : values()) {
      if (call.word().equals(word)
          || (call != IMPORT && call.word().substring(0, 1).equals(word))) {
        return Optional.of(call);
      }
    }
    return Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isMany() {
    return this == BATCH || this == IMPORT;
  }

  /** Whether it changes what is known of somebody. */
  boolean changesPeople() {
    return this == IDENTIFY || this == GROUP || this == ALIAS;
  }
}
