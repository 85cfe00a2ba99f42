package dev.nudge.engine.mapping;

import dev.nudge.engine.json.Parsed;
import java.util.List;

/** How the lines of a kind of file become values, whether they are JSON or CSV. */
public interface Layout<T> {
  /** A reader of JSON lines. */
  LineReader<T> json();

  /** How its CSV files are written. */
  default CsvForm csvForm() {
    return CsvForm.USUAL;
  }

  /**
   * A reader of CSV rows.
   *
   * @param header the names of the columns
   * @return rejected, with a sentence, where a column is missing that the layout asks for
   */
  Parsed<RowReader<T>> csv(List<String> header);
}
