package dev.nudge.settings;

import dev.nudge.engine.document.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What is in force.
 *
 * @param settings a default stands where something wrong was said
 * @param entries each value and where it comes from, in the order of the reference
 * @param file that was read, as the user named it
 * @param problems all of them, sorted by place; those of variables and flags last
 */
public record Configuration(
    Settings settings, List<Entry> entries, Optional<String> file, List<Problem> problems) {
  /** How many problems are errors; the settings are to be used where there is none. */
  public long errors() {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .count();
  }
}
