package dev.nudge.console.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the job made of a version. */
enum JobState {
  /** It has not answered. */
  PENDING,
  ACTIVE,
  SHADOW,
  PAUSED,
  ENDED,
  REFUSED;

  static Optional<JobState> of(String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
