package dev.nudge.console.web;

import dev.nudge.engine.document.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/**
 * Something wrong at a place of a document.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Mistake(
    @Schema(allowableValues = {"error", "warning"}) String severity,
    int line,
    int column,
    String text) {
  /** As the engine found them. */
  public static List<Mistake> of(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                new Mistake(
                    problem.severity().name().toLowerCase(Locale.ROOT),
                    problem.at().line(),
                    problem.at().column(),
                    problem.text()))
        .toList();
  }
}
