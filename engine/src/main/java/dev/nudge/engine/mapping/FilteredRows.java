package dev.nudge.engine.mapping;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rows of CSV of which a condition chooses some, and of which properties are computed. To
 * expressions, every cell is a text.
 */
record FilteredRows<T>(
    Unnesting unnesting,
    List<String> header,
    Set<String> missing,
    RowReader<T> rows,
    NestedLines.Rows<T> nested)
    implements RowReader<T> {
  @Override
  public Parsed<T> read(CsvRow row) {
    return rows.read(row);
  }

  @Override
  public void readAll(CsvRow row, Consumer<Parsed<T>> into) {
    if (row.size() != header.size()) {
      into.accept(rows.read(row)); // which says what is wrong
      return;
    }
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!header.get(i).isEmpty() && !row.isEmpty(i) && !missing.contains(row.cell(i))) {
        record.put(header.get(i), row.cell(i));
      }
    }
    for (Parsed<Map<String, Object>> chosen : unnesting.rows(record)) {
      into.accept(
          chosen instanceof Parsed.Accepted<Map<String, Object>> accepted
              ? nested.read(accepted.value(), row.bytes(), row.from(), row.to(), IsoTime.NONE, -1)
              : new Parsed.Rejected<>(((Parsed.Rejected<Map<String, Object>>) chosen).rejection()));
    }
  }
}
