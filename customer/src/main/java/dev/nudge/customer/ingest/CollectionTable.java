package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.customer.collection.Collection.Index;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.sql.DataSource;

/**
 * The table of a collection. Another definition makes another table, which is fed from the
 * beginning beside the former and takes its place when it has caught up.
 */
final class CollectionTable {
  /** What PostgreSQL reads first, so that what is wrong is found here. */
  private static final String EXPLAIN = "explain (format json) ";

  private final Collection collection;
  private final TransformSql sql;
  private final List<String> columns;

  private CollectionTable(Collection collection, TransformSql sql, List<String> columns) {
    this.collection = collection;
    this.sql = sql;
    this.columns = columns;
  }

  /**
   * Opens the table, and makes it where it is not there.
   *
   * @throws RefusedException if the collection is not as it must be
   */
  static CollectionTable open(DataSource database, Collection collection)
      throws SQLException, RefusedException {
    TransformSql sql = new TransformSql(collection);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // Of two that start at once, one makes what is missing.
        statement.execute("select pg_advisory_xact_lock(hashtext('nudge collections'))");
        if (isNew(connection, collection)) {
          refuseWhatDependsOnBatches(connection, collection, sql);
          make(statement, collection, sql);
        }
        List<String> columns = columns(connection, sql);
        check(collection, columns);
        index(statement, collection, sql);
        CollectionTable table = new CollectionTable(collection, sql, columns);
        if (!isSeen(connection, collection)) {
          table.show(connection);
        }
        connection.commit();
        return table;
      } catch (SQLException e) {
        connection.rollback();
        if (isOfTheDocument(e)) {
          throw new RefusedException(sql.shape(EXPLAIN).problem(e));
        }
        throw e;
      } catch (RefusedException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  Collection collection() {
    return collection;
  }

  /** With its schema. */
  String name() {
    return sql.table();
  }

  /** Whether a row can say that what has its key is gone. */
  boolean deletes() {
    return columns.contains(TransformSql.DELETED);
  }

  String insert() {
    return sql.insert(columns);
  }

  private static boolean isNew(Connection connection, Collection collection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into customer.collection (id, fingerprint) values (?, ?) on conflict do nothing")) {
      insert.setString(1, collection.id());
      insert.setString(2, collection.fingerprint());
      return insert.executeUpdate() == 1;
    }
  }

  private static void make(Statement statement, Collection collection, TransformSql sql)
      throws SQLException, RefusedException {
    String table = sql.table();
    try (PreparedStatement create =
        statement
            .getConnection()
            .prepareStatement(sql.shape("create table " + table + " as ").driverText())) {
      create.execute();
    }
    List<String> columns = columns(statement.getConnection(), sql);
    for (String key : collection.key()) {
      if (!columns.contains(key)) {
        throw new RefusedException(
            error(collection, "the transform gives no column '" + key + "', which is of the key"));
      }
    }
    statement.execute(
        "alter table " + table + " add primary key (" + TransformSql.list(collection.key()) + ")");
    try (PreparedStatement insert =
        statement
            .getConnection()
            .prepareStatement(
                "insert into customer.tally (id, fingerprint, read, refused) values (?, ?, 0, 0)")) {
      insert.setString(1, collection.id());
      insert.setString(2, collection.fingerprint());
      insert.executeUpdate();
    }
  }

  private static List<String> columns(Connection connection, TransformSql sql) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not"
                + " attisdropped order by attnum")) {
      query.setString(1, sql.table());
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }

  private static void check(Collection collection, List<String> columns) throws RefusedException {
    Map<String, Combine> combine = collection.combine();
    for (String column : combine.keySet()) {
      if (!columns.contains(column)) {
        throw new RefusedException(
            error(
                collection,
                "'combine' names '"
                    + column
                    + "', which the transform does not give"
                    + Suggestion.didYouMean(column, columns)));
      }
    }
    for (String column : columns) {
      if (!combine.isEmpty()
          && !combine.containsKey(column)
          && !collection.key().contains(column)) {
        throw new RefusedException(
            error(
                collection,
                "'combine' does not say how two values of '" + column + "' become one"));
      }
    }
    if (collection.retention().isPresent() && !columns.contains(TransformSql.EVENT_TIME)) {
      throw new RefusedException(
          error(
              collection,
              "'retention' goes by the column event_time, which the transform does not give"));
    }
  }

  /**
   * A batch is whatever was there to be read: what looks at several records at once would give
   * other rows each time.
   */
  private static void refuseWhatDependsOnBatches(
      Connection connection, Collection collection, TransformSql sql)
      throws SQLException, RefusedException {
    try (PreparedStatement explain = connection.prepareStatement(sql.shape(EXPLAIN).driverText());
        ResultSet rows = explain.executeQuery()) {
      rows.next();
      Optional<String> node = Plans.overAllRecords(rows.getString(1));
      if (node.isPresent()) {
        throw new RefusedException(
            error(
                collection,
                "the transform looks at several records at once ("
                    + node.get()
                    + "), but which are read together is chance: look at one record, and do the rest"
                    + " in a query"));
      }
    }
  }

  private static void index(Statement statement, Collection collection, TransformSql sql)
      throws SQLException {
    for (Index index : collection.indexes()) {
      String columns =
          String.join(", ", index.columns().stream().map(CollectionTable::indexed).toList());
      CRC32C name = new CRC32C();
      name.update((columns + index.gin()).getBytes(StandardCharsets.UTF_8));
      statement.execute(
          "create index if not exists "
              + TransformSql.quoted(
                  collection.id()
                      + '_'
                      + collection.fingerprint()
                      + '_'
                      + Long.toHexString(name.getValue()))
              + " on "
              + sql.table()
              + (index.gin() ? " using gin (" : " (")
              + columns
              + ")");
    }
  }

  private static String indexed(String column) {
    int space = column.indexOf(' ');
    return space < 0
        ? TransformSql.quoted(column)
        : TransformSql.quoted(column.substring(0, space)) + column.substring(space);
  }

  private static boolean isSeen(Connection connection, Collection collection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from customer.collection where id = ? and live")) {
      query.setString(1, collection.id());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * Lets queries see this table, in place of the one before, which goes.
   *
   * @return whether they did not see it yet
   */
  boolean show(DataSource database, DependentViews dependent) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean isNew = show(connection);
        if (isNew) {
          dependent.restore(connection);
        }
        connection.commit();
        return isNew;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean show(Connection connection) throws SQLException {
    try (PreparedStatement live =
        connection.prepareStatement(
            "update customer.collection set live = true where id = ? and fingerprint = ? and not live")) {
      live.setString(1, collection.id());
      live.setString(2, collection.fingerprint());
      if (live.executeUpdate() == 0) {
        return false;
      }
    }
    List<String> before = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select fingerprint from customer.collection where id = ? and fingerprint <> ? and live")) {
      query.setString(1, collection.id());
      query.setString(2, collection.fingerprint());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          before.add(rows.getString(1));
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop view if exists " + sql.view() + " cascade");
      statement.execute("create view " + sql.view() + " as " + sql.viewOf(columns));
      for (String fingerprint : before) {
        statement.execute(
            "drop table if exists customer."
                + TransformSql.quoted(collection.id() + '_' + fingerprint));
      }
    }
    try (PreparedStatement forget =
        connection.prepareStatement(
            "delete from customer.collection where id = ? and fingerprint <> ? and live")) {
      forget.setString(1, collection.id());
      forget.setString(2, collection.fingerprint());
      forget.executeUpdate();
    }
    return true;
  }

  /** How far each source was read. */
  Map<String, Long> positions(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select source, next from customer.position where id = ? and fingerprint = ?")) {
      query.setString(1, collection.id());
      query.setString(2, collection.fingerprint());
      Map<String, Long> positions = new HashMap<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          positions.put(rows.getString(1), rows.getLong(2));
        }
      }
      return positions;
    }
  }

  /** Removes some rows that are older than the collection keeps; says how many. */
  int forget(Connection connection, int most) throws SQLException {
    if (collection.retention().isEmpty()) {
      return 0;
    }
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          "delete from "
              + sql.table()
              + " where ctid in (select ctid from "
              + sql.table()
              + " where event_time < "
              + sql.oldest()
              + " limit "
              + most
              + ")");
    }
  }

  /** Whether PostgreSQL complains of what somebody wrote, and not of itself. */
  private static boolean isOfTheDocument(SQLException said) {
    String state = said.getSQLState();
    return state != null
        && (state.startsWith("42") || state.startsWith("22") || state.startsWith("0A"));
  }

  private static Problem error(Collection collection, String text) {
    return Problem.error(collection.transform().text().position(), text);
  }
}
