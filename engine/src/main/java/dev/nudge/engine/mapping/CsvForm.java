package dev.nudge.engine.mapping;

import java.util.List;
import java.util.Set;

/**
 * How a CSV file is written.
 *
 * @param separator between two cells: a comma, semicolon, tab or bar
 * @param columns the names of the columns of a file without a header; empty where the first line is
 *     one
 * @param missing what stands in a cell that holds nothing, beside nothing itself
 */
public record CsvForm(char separator, List<String> columns, Set<String> missing) {
  /** Commas, and a header. */
  public static final CsvForm USUAL = new CsvForm(',', List.of(), Set.of());
}
