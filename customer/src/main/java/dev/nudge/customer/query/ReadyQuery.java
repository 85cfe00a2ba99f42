package dev.nudge.customer.query;

import dev.nudge.customer.sql.BoundSql;
import java.util.List;

/**
 * A query that the store has taken: it can be called.
 *
 * @param columns what it answers with
 * @param page its SQL for the rows of one page: limit and offset are bound behind the parameters
 */
public record ReadyQuery(Query query, List<Column> columns, BoundSql page) {
  public ReadyQuery {
    columns = List.copyOf(columns);
  }
}
