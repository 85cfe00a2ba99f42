package dev.nudge.customer.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an answer.
 *
 * @param rows cells in the order of the columns: String, Long, BigDecimal, Double, Boolean, {@link
 *     Json}, a list of these, or null
 * @param more whether there are rows behind it
 */
record Rows(List<Column> columns, List<List<@Nullable Object>> rows, boolean more) {
  /** A value that is JSON already. */
  record Json(String text) {}
}
