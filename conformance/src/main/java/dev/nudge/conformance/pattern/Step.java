package dev.nudge.conformance.pattern;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step.
 *
 * @param name unique in its pattern
 * @param types the event types it takes; empty for all
 * @param where what else must hold
 * @param contiguity how close to the part before it
 * @param repeat how often
 * @param absent whether it must not happen
 * @param after at least this long since the run's last event
 * @param within less than this since the run's last event
 */
public record Step(
    String name,
    List<String> types,
    Optional<Test> where,
    Contiguity contiguity,
    Repeat repeat,
    boolean absent,
    Optional<Duration> after,
    Optional<Duration> within)
    implements Part {

  /** A step that takes events of these types once. */
  public static Step of(String name, String... types) {
    return new Step(
        name,
        List.of(types),
        Optional.empty(),
        Contiguity.FOLLOWED_BY,
        Repeat.ONCE,
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Step withContiguity(Contiguity other) {
    return new Step(name, types, where, other, repeat, absent, after, within);
  }

  @Override
  public Step withRepeat(Repeat other) {
    return new Step(name, types, where, contiguity, other, absent, after, within);
  }

  /** The same for other types. */
  public Step withTypes(List<String> other) {
    return new Step(name, other, where, contiguity, repeat, absent, after, within);
  }

  /** The same with another condition. */
  public Step withWhere(Optional<Test> other) {
    return new Step(name, types, other, contiguity, repeat, absent, after, within);
  }

  /** The same, absent or not. */
  public Step withAbsent(boolean other) {
    return new Step(name, types, where, contiguity, repeat, other, after, within);
  }

  /** The same, no sooner than this. */
  public Step withAfter(Optional<Duration> other) {
    return new Step(name, types, where, contiguity, repeat, absent, other, within);
  }

  /** The same, no later than this. */
  public Step withWithin(Optional<Duration> other) {
    return new Step(name, types, where, contiguity, repeat, absent, after, other);
  }
}
