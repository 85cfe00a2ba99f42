package dev.nudge.console.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pattern as circles and arrows. */
record Drawing(List<Circle> states, List<Arrow> edges) {
  /** What a circle stands for. */
  enum CircleKind {
    /** Nothing has happened yet. */
    START,
    /** A step has happened, and what follows is waited for. */
    WAIT,
    /** Time has to pass. */
    DEADLINE,
    /** It fires. */
    FIRE,
    /** The run is over. */
    STOP;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an arrow stands for. */
  enum ArrowKind {
    /** An event that fits a step. */
    TAKE,
    /** Nothing more is needed. */
    PASS,
    /** An event that must not happen. */
    STOP,
    /** Time has passed. */
    DEADLINE;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A circle.
   *
   * @param step that has just happened; absent for start, fire and stop
   */
  record Circle(String id, @Nullable String step, String label, CircleKind kind) {}

  /**
   * An arrow.
   *
   * @param step that the event is for; absent where it is for none
   */
  record Arrow(String from, String to, @Nullable String step, String label, ArrowKind kind) {}
}
