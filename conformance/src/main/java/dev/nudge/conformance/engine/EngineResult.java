package dev.nudge.conformance.engine;

import dev.nudge.conformance.pattern.Match;
import dev.nudge.conformance.pattern.Partial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Nudge made of a case.
 *
 * @param own the matches under the pattern's skip strategy, each once, in the order they came
 * @param all those under {@code no_skip}
 * @param timedOut the runs of those that were not complete when their time was up
 * @param refused why the campaign was refused, where it was
 * @param crashed what was thrown, which nothing ever may be
 */
public record EngineResult(
    Set<Match> own,
    Set<Match> all,
    Set<Partial> timedOut,
    Optional<String> refused,
    Optional<String> crashed) {
  static EngineResult refused(List<String> problems) {
    return new EngineResult(
        Set.of(), Set.of(), Set.of(), Optional.of(String.join("\n", problems)), Optional.empty());
  }

  static EngineResult crashed(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return new EngineResult(
        Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.of(thrown + at));
  }
}
