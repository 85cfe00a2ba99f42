package dev.nudge.engine.pattern;

import java.util.Optional;

/**
 * A run as others see it. Runs that began with the same event are one attempt.
 *
 * @param attempt the number of its first event among those of its pattern and user
 * @param since the clock at its first event, in milliseconds since 1970-01-01T00:00Z
 * @param last the number of its last event
 * @param lastTime the clock at its last event
 * @param key the value of {@code correlate_by}, where it is known
 * @param waits what it waits for
 * @param taken what it has taken
 */
public record RunSnapshot(
    long attempt,
    long since,
    long last,
    long lastTime,
    Optional<Object> key,
    Wait waits,
    Match taken) {

  static RunSnapshot of(Program program, Run run, Optional<Object> key) {
    return new RunSnapshot(
        run.startOrder(),
        run.startTime(),
        run.lastOrder(),
        run.lastTime(),
        key,
        Wait.of(program, run),
        run.copy());
  }
}
