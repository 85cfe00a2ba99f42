package dev.nudge.customer.query;

import dev.nudge.customer.sql.BoundSql;
import dev.nudge.engine.document.Notation;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Asks the store: as the role that may read, in a transaction that is always rolled back, for no
 * longer and no more than the query allows. Values are bound and nothing else.
 */
final class Run {
  /** Of one page, about; what is longer ends earlier and says that there is more. */
  static final long MOST_CHARACTERS = 16L << 20;

  /** Rows that the driver holds at once. */
  private static final int FETCHED = 256;

  private final DataSource readers;

  Run(DataSource readers) {
    this.readers = readers;
  }

  /** One page. */
  Rows page(ReadyQuery ready, Arguments arguments) throws QueryFailed {
    try {
      return Reading.read(anew -> page(ready, arguments, anew));
    } catch (SQLException e) {
      throw failed(ready, e);
    }
  }

  /**
   * One page.
   *
   * @param anew whether nothing that a connection has prepared is used
   */
  private Rows page(ReadyQuery ready, Arguments arguments, boolean anew) throws SQLException {
    Query query = ready.query();
    try (Connection connection = readers.getConnection()) {
      String sql = ready.page().driverText();
      long until = System.nanoTime() + query.timeout().toNanos();
      Reading.begin(connection, (int) query.timeout().toMillis());
      try (PreparedStatement statement =
          connection.prepareStatement(anew ? Reading.anew(sql) : sql)) {
        bind(connection, statement, query, ready.page(), arguments);
        statement.setFetchSize(FETCHED);
        try (ResultSet rows = statement.executeQuery()) {
          return read(rows, arguments.limit(), until);
        }
      } finally {
        Reading.end(connection);
      }
    }
  }

  /** What PostgreSQL tells of how it answers with one page, as JSON. It runs the query for that. */
  String explained(ReadyQuery ready, Arguments arguments) throws QueryFailed {
    Query query = ready.query();
    try (Connection connection = readers.getConnection()) {
      Reading.begin(connection, (int) query.timeout().toMillis());
      try (PreparedStatement statement =
          connection.prepareStatement(
              Reading.anew("explain (analyze, format json) " + ready.page().driverText()))) {
        bind(connection, statement, query, ready.page(), arguments);
        try (ResultSet told = statement.executeQuery()) {
          told.next();
          return told.getString(1);
        }
      } finally {
        Reading.end(connection);
      }
    } catch (SQLException e) {
      throw failed(ready, e);
    }
  }

  /**
   * The server counts the time of each part that is fetched by itself, so that many slow parts
   * would take as many times as long.
   */
  private static Rows read(ResultSet answer, int limit, long until) throws SQLException {
    List<Column> columns = Column.of(answer.getMetaData());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long characters = 0;
    while (answer.next()) {
      if (System.nanoTime() - until > 0) {
        throw Reading.tooSlow();
      }
      if (rows.size() == limit || characters > MOST_CHARACTERS) {
        return new Rows(columns, rows, true);
      }
      List<@Nullable Object> row = Cells.row(answer, columns);
      for (Object cell : row) {
        characters += cell == null ? 4 : cell.toString().length();
      }
      rows.add(row);
    }
    return new Rows(columns, rows, false);
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      Query query,
      BoundSql sql,
      Arguments arguments)
      throws SQLException {
    int at = 1;
    for (String name : sql.names()) {
      Parameter parameter = query.parameter(name).orElseThrow();
      Object value = arguments.value(name);
      if (value == null) {
        statement.setNull(at, Types.NULL);
      } else if (value instanceof List<?> list) {
        Object[] elements = list.stream().map(Run::inArray).toArray();
        statement.setArray(at, connection.createArrayOf(parameter.kind().sql(), elements));
      } else {
        bind(statement, at, value);
      }
      at++;
    }
    // One more than the page has says whether there are more.
    statement.setInt(at, arguments.limit() + 1);
    statement.setInt(at + 1, arguments.offset());
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(at, number);
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(at, number);
    } else if (value instanceof Boolean flag) {
      statement.setBoolean(at, flag);
    } else if (value instanceof Instant time) {
      statement.setObject(at, time.atOffset(ZoneOffset.UTC));
    } else if (value instanceof LocalDate day) {
      statement.setObject(at, day);
    } else if (value instanceof Duration duration) {
      PGobject interval = new PGobject();
      interval.setType("interval");
      interval.setValue(duration.toSeconds() + " seconds");
      statement.setObject(at, interval);
    } else {
      statement.setString(at, value.toString());
    }
  }

  private static Object inArray(Object value) {
    if (value instanceof Duration duration) {
      return duration.toSeconds() + " seconds";
    }
    return value instanceof Long || value instanceof BigDecimal || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static QueryFailed failed(ReadyQuery ready, SQLException e) {
    Query query = ready.query();
    QueryFailed.Reason reason = Reading.kind(e);
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    said = said.startsWith("ERROR: ") ? said.substring("ERROR: ".length()) : said;
    String name = "'" + query.name() + "'";
    return new QueryFailed(
        reason,
        switch (reason) {
          case SLOW ->
              name
                  + " took longer than its timeout of "
                  + Notation.write(query.timeout())
                  + ": ask for less, or give it more in its header";
          case VALUES -> name + " has no answer for these values: " + said;
          case UNAVAILABLE -> "the store of customers does not answer: " + said;
          case UNFIT -> name + " does not fit the collections any more: " + said;
        },
        ready.page().problem(e),
        e);
  }
}
