package dev.nudge.engine.mapping;

import dev.nudge.engine.json.Parsed;
import java.util.function.Consumer;

/** Makes values of rows of one CSV file, whose header it knows. Serves one thread. */
public interface RowReader<T> {
  /** The value of a row. Never throws. */
  Parsed<T> read(CsvRow row);

  /** The same, and nothing for a row that is passed over. */
  default void readAll(CsvRow row, Consumer<Parsed<T>> into) {
    into.accept(read(row));
  }
}
