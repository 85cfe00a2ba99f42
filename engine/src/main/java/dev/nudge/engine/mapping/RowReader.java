package dev.nudge.engine.mapping;

import dev.nudge.engine.json.Parsed;

/** Makes values of rows of one CSV file, whose header it knows. Serves one thread. */
public interface RowReader<T> {
  /** The value of a row. Never throws. */
  Parsed<T> read(CsvRow row);
}
