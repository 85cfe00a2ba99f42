package dev.nudge.customer.query;

import dev.nudge.customer.sql.BoundSql;
import dev.nudge.customer.sql.SqlText;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Holds a query against the store, as the role that will ask: it is planned, so that a column that
 * is not there and a table that it may not see are found, and not run.
 */
final class Check {
  private static final int MOST_MILLIS = 10_000;

  private final DataSource readers;

  Check(DataSource readers) {
    this.readers = readers;
  }

  /**
   * The query with its columns; nothing where the store refuses it.
   *
   * @throws SQLException if the store cannot be asked
   */
  Optional<ReadyQuery> ready(Query query, List<Problem> problems) throws SQLException {
    return ready(query, query.sql(), problems);
  }

  /**
   * The query, answered by another statement that has the same parameters and columns.
   *
   * @param statement nothing of it is told where it does not fit the store
   */
  Optional<ReadyQuery> instead(ReadyQuery ready, String statement) throws SQLException {
    SqlText sql = SqlText.of(Text.of(ready.query().name(), statement)).statements().get(0);
    return ready(ready.query(), sql, new ArrayList<>())
        .filter(other -> other.columns().equals(ready.columns()));
  }

  private Optional<ReadyQuery> ready(Query query, SqlText sql, List<Problem> problems)
      throws SQLException {
    BoundSql planned = BoundSql.of("explain ", sql, "", query::type);
    BoundSql page = BoundSql.of("select * from (\n", sql, "\n) q limit ? offset ?", query::type);
    try (Connection connection = readers.getConnection()) {
      Reading.begin(connection, MOST_MILLIS);
      try {
        if (!isPlanned(connection, planned, problems)) {
          return Optional.empty();
        }
        return columns(connection, query, page, problems)
            .map(columns -> new ReadyQuery(query, columns, page));
      } finally {
        Reading.end(connection);
      }
    }
  }

  /** The statement alone, so that no bracket of it ends what is written around a page. */
  private static boolean isPlanned(Connection connection, BoundSql sql, List<Problem> problems)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(Reading.anew(sql.driverText()))) {
      for (int i = 1; i <= sql.names().size(); i++) {
        statement.setNull(i, Types.NULL);
      }
      statement.execute();
      return true;
    } catch (SQLException e) {
      switch (Reading.kind(e)) {
        case VALUES -> {
          // What is computed with nulls says nothing about what is called with values.
          connection.rollback();
          return true;
        }
        case UNFIT -> {
          problems.add(sql.problem(e));
          return false;
        }
        default -> throw e;
      }
    }
  }

  private static Optional<List<Column>> columns(
      Connection connection, Query query, BoundSql page, List<Problem> problems)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(Reading.anew(page.driverText()))) {
      ResultSetMetaData answer = statement.getMetaData();
      List<Column> columns = Column.of(answer);
      return areNamed(query, columns, problems) ? Optional.of(columns) : Optional.empty();
    } catch (SQLException e) {
      if (Reading.kind(e) != QueryFailed.Reason.UNFIT) {
        throw e;
      }
      problems.add(page.problem(e));
      return Optional.empty();
    }
  }

  /** A row is an object, in which each name stands once. */
  private static boolean areNamed(Query query, List<Column> columns, List<Problem> problems) {
    Set<String> seen = new HashSet<>();
    int before = problems.size();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (name.equals("?column?") || !seen.add(name)) {
        problems.add(
            Problem.error(
                query.sql().text().position(0),
                name.equals("?column?")
                    ? "column " + (i + 1) + " has no name: write 'as NAME' behind it"
                    : "two columns are called '" + name + "': write 'as NAME' behind one of them"));
      }
    }
    return problems.size() == before;
  }
}
