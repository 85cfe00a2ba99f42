package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Collection.Index;
import dev.nudge.customer.store.Store;
import dev.nudge.customer.store.Transaction;
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
import java.util.zip.CRC32C;
import javax.sql.DataSource;

/**
 * The table of a collection. Another definition makes another table, which is fed from the
 * beginning beside the former and takes its place when it has caught up.
 */
final class CollectionTable {
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
    try {
      return Transaction.of(database, connection -> open(connection, collection, sql));
    } catch (SQLException e) {
      if (TableCheck.isOfTheDocument(e)) {
        throw new RefusedException(sql.shape(TableCheck.EXPLAIN).problem(e));
      }
      throw e;
    }
  }

  private static CollectionTable open(
      Connection connection, Collection collection, TransformSql sql)
      throws SQLException, RefusedException {
    alone(connection);
    if (isNew(connection, collection)) {
      TableCheck.refuseWhatDependsOnBatches(connection, collection, sql);
      make(connection, collection, sql);
    }
    List<String> columns = columns(connection, sql);
    TableCheck.refuseMissingColumns(collection, columns);
    index(connection, collection, sql);
    Sums.keep(connection, collection, sql);
    CollectionTable table = new CollectionTable(collection, sql, columns);
    if (!seen(connection).containsKey(collection.id())) {
      table.show(connection);
    }
    return table;
  }

  /** Of two that make or remove tables at once, one waits until the other's transaction ends. */
  static void alone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtext('nudge collections'))");
    }
  }

  Collection collection() {
    return collection;
  }

  TransformSql sql() {
    return sql;
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
            """
            insert into customer.collection (id, fingerprint) values (?, ?)
            on conflict (id, fingerprint) do update set unused_since = null
            returning xmax = 0
            """)) {
      insert.setString(1, collection.id());
      insert.setString(2, collection.fingerprint());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void make(Connection connection, Collection collection, TransformSql sql)
      throws SQLException, RefusedException {
    String table = sql.table();
    String shape = collection.byDay() ? sql.table("_shape") : table;
    try (PreparedStatement create =
            connection.prepareStatement(sql.shape("create table " + shape + " as ").driverText());
        Statement statement = connection.createStatement()) {
      create.execute();
      if (collection.byDay()) {
        statement.execute(
            "create table " + table + " (like " + shape + ") partition by range (event_time)");
        statement.execute("drop table " + shape);
      }
      TableCheck.refuseMissingColumns(collection, columns(connection, sql));
      statement.execute(
          "alter table "
              + table
              + " add primary key ("
              + TransformSql.list(collection.key())
              + ")");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
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

  private static void index(Connection connection, Collection collection, TransformSql sql)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Index index : collection.indexes()) {
        String over = sql.indexed(index);
        CRC32C name = new CRC32C();
        name.update(over.getBytes(StandardCharsets.UTF_8));
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
                + over);
      }
    }
  }

  /**
   * Lets queries see this table, in place of the one before, which goes.
   *
   * @return whether they did not see it yet
   */
  boolean show(DataSource database, DependentViews dependent) throws SQLException {
    return Transaction.of(
        database,
        connection -> {
          boolean isNew = show(connection);
          if (isNew) {
            dependent.restore(connection);
          }
          return isNew;
        });
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
        drop(statement, collection.id(), fingerprint);
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

  /** Removes a table that queries do not see, and what is summed up of it. */
  static void drop(Statement statement, String id, String fingerprint) throws SQLException {
    Sums.drop(statement, id, fingerprint);
    statement.execute(
        "drop table if exists customer." + TransformSql.quoted(id + '_' + fingerprint));
  }

  /**
   * Until the end of a transaction nobody else writes this table, nor what is summed up of it: two
   * that did would wait for each other, row by row in another order. The transaction ends without
   * waiting for the disk: what a server that dies forgets, it forgets as a whole, how far was read
   * included, and it is read again.
   */
  void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            """
            select set_config('synchronous_commit', 'off', true)
            from customer.tally where id = ? and fingerprint = ? for update
            """)) {
      lock.setString(1, collection.id());
      lock.setString(2, collection.fingerprint());
      lock.execute();
    }
  }

  /** The collections that queries see, and which definition of each. */
  static Map<String, String> seen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select id, fingerprint from customer.collection where live")) {
      Map<String, String> seen = new HashMap<>();
      while (rows.next()) {
        seen.put(rows.getString(1), rows.getString(2));
      }
      return seen;
    }
  }

  /** Queries do not see a collection any more. Its table stays, for when it comes back. */
  static void hide(Connection connection, String id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "drop view if exists " + Store.DATA + '.' + TransformSql.quoted(id) + " cascade");
    }
    try (PreparedStatement update =
        connection.prepareStatement("update customer.collection set live = false where id = ?")) {
      update.setString(1, id);
      update.executeUpdate();
    }
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

  /**
   * Makes partitions for these records.
   *
   * @return whether any was missing
   */
  boolean makeDays(Connection connection, List<InputRecord> rows) throws SQLException {
    return collection.byDay() && new DayPartitions(sql).make(connection, rows);
  }
}
