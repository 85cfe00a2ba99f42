package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of a pattern.
 *
 * @param name a CEL identifier
 * @param events the types it takes; empty means all
 * @param where CEL
 * @param script the source of a JavaScript function of one event
 * @param contiguity how close to the step before it
 * @param repeat how often
 * @param absent whether it must not happen
 * @param after at least this long since the step before it
 * @param within at most this long since the step before it
 */
public record StepSpec(
    Text name,
    List<Text> events,
    Optional<Text> where,
    Optional<Text> script,
    Contiguity contiguity,
    Repeat repeat,
    boolean absent,
    Optional<Duration> after,
    Optional<Duration> within)
    implements PatternPart {

  /** Whether it must not happen from the step before it to the one behind it. */
  public boolean isAbsentUntilNext() {
    return absent && contiguity != Contiguity.NEXT;
  }
}
