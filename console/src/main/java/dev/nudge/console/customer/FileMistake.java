package dev.nudge.console.customer;

import dev.nudge.engine.document.Problem;

/**
 * Something wrong in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record FileMistake(String file, int line, int column, String text) {
  /** As it was found. */
  public static FileMistake of(Problem problem) {
    return new FileMistake(
        problem.at().file(), problem.at().line(), problem.at().column(), problem.text());
  }
}
