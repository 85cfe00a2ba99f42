package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.query.Column;
import dev.nudge.customer.query.Reading;
import dev.nudge.customer.sql.BoundSql;
import dev.nudge.customer.store.Store;
import dev.nudge.stream.SetAside;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a collection would make of some records of its source. Nothing is taken: the transform runs
 * as the role that may read the collections, in a transaction that is rolled back.
 *
 * @param columns of the rows
 * @param tried the first records of files, the last ones of topics
 */
public record Preview(List<Column> columns, List<Tried> tried) {
  private static final int RECORDS = 20;
  private static final int MOST_MILLIS = 5_000;

  /**
   * A record, and what becomes of it.
   *
   * @param place where it stood
   * @param record as the transform sees it, in JSON; nothing where a key has no value any more
   * @param rows in JSON; none where the transform leaves it out
   * @param refused why it would be refused, if so
   */
  public record Tried(
      String place, Optional<String> record, List<String> rows, Optional<String> refused) {}

  /**
   * Tries a collection.
   *
   * @throws RefusedException if it cannot be kept as it says
   * @throws IOException if its source cannot be read
   * @throws SQLException if the database fails
   */
  static Preview of(Collection collection, Store store, Samples samples)
      throws SQLException, IOException, RefusedException {
    TransformSql sql = new TransformSql(collection);
    List<Column> columns = columns(collection, sql, store);
    boolean deletes =
        columns.stream().anyMatch(column -> column.name().equals(TransformSql.DELETED));
    // A source may be slow: nobody holds a connection meanwhile.
    List<InputRecord> records = samples.of(collection, deletes, RECORDS);
    List<Tried> tried = new ArrayList<>();
    try (Connection connection = store.reading().getConnection()) {
      Reading.begin(connection, MOST_MILLIS);
      try {
        BoundSql preview = sql.preview();
        for (InputRecord record : records) {
          tried.add(tried(connection, collection, preview, record));
        }
      } finally {
        Reading.end(connection);
      }
    }
    return new Preview(columns, tried);
  }

  private static List<Column> columns(Collection collection, TransformSql sql, Store store)
      throws SQLException, RefusedException {
    try (Connection connection = store.reading().getConnection()) {
      Reading.begin(connection, MOST_MILLIS);
      try {
        TableCheck.refuseWhatDependsOnBatches(connection, collection, sql);
        List<Column> columns = columns(connection, sql);
        TableCheck.refuseMissingColumns(collection, columns.stream().map(Column::name).toList());
        return columns;
      } catch (SQLException e) {
        if (TableCheck.isOfTheDocument(e)) {
          throw new RefusedException(sql.shape(TableCheck.EXPLAIN).problem(e));
        }
        throw e;
      } finally {
        Reading.end(connection);
      }
    }
  }

  private static List<Column> columns(Connection connection, TransformSql sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.shape("").driverText())) {
      return Column.of(statement.getMetaData());
    }
  }

  private static Tried tried(
      Connection connection, Collection collection, BoundSql sql, InputRecord record)
      throws SQLException {
    if (record.wrong() != null) {
      return tried(record, List.of(), Optional.of(record.wrong()));
    }
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement statement = connection.prepareStatement(sql.driverText())) {
      RecordArrays.bind(connection, statement, List.of(record));
      List<String> made = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String missing = rows.getString(2);
          if (missing != null) {
            return tried(record, List.of(), Optional.of(Ingest.noValue(missing)));
          }
          made.add(rows.getString(1));
        }
      }
      return tried(record, made, Optional.empty());
    } catch (SQLException e) {
      if (!SetAside.isOfValues(e)) {
        throw e;
      }
      connection.rollback(before);
      return tried(record, List.of(), Optional.of(Ingest.reason(collection, e)));
    }
  }

  private static Tried tried(InputRecord record, List<String> rows, Optional<String> refused) {
    return new Tried(record.place(), Optional.ofNullable(record.record()), rows, refused);
  }
}
