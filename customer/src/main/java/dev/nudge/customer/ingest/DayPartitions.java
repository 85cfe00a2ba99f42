package dev.nudge.customer.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The days of a table that is partitioned by them. One is made when its first row comes, and goes
 * as a whole when all of it is older than the collection keeps.
 */
final class DayPartitions {
  /** What is later is no event of a clock that is right, and would make days without end. */
  static final int DAYS_AHEAD = 2;

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  /** So long do queries wait at most for a day to go; else it goes at the next look. */
  private static final String PATIENCE = "set local lock_timeout = '200ms'";

  private final TransformSql sql;

  DayPartitions(TransformSql sql) {
    this.sql = sql;
  }

  /**
   * Makes the days of these records that are missing.
   *
   * @return whether there were any
   */
  boolean make(Connection connection, List<InputRecord> rows) throws SQLException {
    Savepoint before = connection.setSavepoint();
    List<LocalDate> missing;
    try (PreparedStatement query = connection.prepareStatement(sql.days())) {
      RecordArrays.bind(connection, query, rows);
      missing = dates(query);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      // One of them is refused: it is found first.
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return false;
    }
    missing.removeAll(days(connection));
    try (Statement statement = connection.createStatement()) {
      for (LocalDate day : missing) {
        // To attach it does not wait for queries, as to make it in its place would.
        statement.execute("create table " + name(day) + " (like " + sql.table() + ")");
        statement.execute(
            "alter table %s attach partition %s for values from ('%s 00:00Z') to ('%s 00:00Z')"
                .formatted(sql.table(), name(day), day, day.plusDays(1)));
      }
    }
    return !missing.isEmpty();
  }

  /** Drops the days that are past; in a transaction. */
  void drop(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      LocalDate oldest;
      try (ResultSet row =
          statement.executeQuery("select (" + sql.oldest() + " at time zone 'UTC')::date")) {
        row.next();
        oldest = row.getObject(1, LocalDate.class);
      }
      statement.execute(PATIENCE);
      for (LocalDate day : days(connection)) {
        if (day.isBefore(oldest)) {
          statement.execute("drop table " + name(day));
        }
      }
    }
  }

  private List<LocalDate> days(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select to_date(right(relname, 8), 'YYYYMMDD') from pg_inherits
            join pg_class on pg_class.oid = inhrelid
            where inhparent = ?::regclass
            """)) {
      query.setString(1, sql.table());
      return dates(query);
    }
  }

  private static List<LocalDate> dates(PreparedStatement query) throws SQLException {
    List<LocalDate> dates = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        dates.add(rows.getObject(1, LocalDate.class));
      }
    }
    return dates;
  }

  private String name(LocalDate day) {
    return sql.table("_" + DAY.format(day));
  }
}
