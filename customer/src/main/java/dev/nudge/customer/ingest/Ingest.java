package dev.nudge.customer.ingest;

import dev.nudge.stream.SetAside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Feeds one table: a batch of records goes through the transform in PostgreSQL itself, and how far
 * was read changes in the same transaction, so that each record counts once, whoever is killed. Of
 * two processes that feed the same table, one counts and the other notices.
 */
final class Ingest {
  private static final String POSITION =
      """
      insert into customer.position (id, fingerprint, source, next) values (?, ?, ?, ?)
      on conflict (id, fingerprint, source) do update set next = excluded.next
      where customer.position.next = ?
      """;
  private static final String TALLY =
      """
      update customer.tally set read = read + ?, refused = refused + ?
      where id = ? and fingerprint = ?
      """;

  private static final String NO_VALUE = "23502";

  private final DataSource database;
  private final CollectionTable table;
  private final Refusals refusals;
  private final String insert;

  Ingest(DataSource database, CollectionTable table, Refusals refusals) {
    this.database = database;
    this.table = table;
    this.refusals = refusals;
    insert = table.insert();
  }

  /** Somebody else feeds the same table, and was first. */
  static final class OvertakenException extends SQLException {
    private static final long serialVersionUID = 1;

    OvertakenException(String source) {
      super(source + " has been read by somebody else");
    }
  }

  /** How far each source was read. */
  Map<String, Long> positions() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return table.positions(connection);
    }
  }

  /**
   * Takes a batch, in its order. Records that the transform refuses are told and left out; finding
   * k of them among n costs O(k log n) statements.
   *
   * @param from how far each source was read before; 0 where it is missing
   * @param to behind the last record of each
   * @throws OvertakenException if that is not so any more; nothing is taken then
   */
  void take(List<InputRecord> rows, Map<String, Long> from, Map<String, Long> to)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        // First the positions: whoever comes second waits here, and sees that it is too late.
        move(connection, from, to);
        int refused = rows.isEmpty() ? 0 : insert(connection, statement, rows);
        count(connection, rows.size(), refused);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void move(Connection connection, Map<String, Long> from, Map<String, Long> to)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(POSITION)) {
      for (Map.Entry<String, Long> position : to.entrySet()) {
        update.setString(1, table.collection().id());
        update.setString(2, table.collection().fingerprint());
        update.setString(3, position.getKey());
        update.setLong(4, position.getValue());
        update.setLong(5, from.getOrDefault(position.getKey(), 0L));
        if (update.executeUpdate() == 0) {
          throw new OvertakenException(position.getKey());
        }
      }
    }
  }

  private void count(Connection connection, int read, int refused) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TALLY)) {
      update.setLong(1, read);
      update.setLong(2, refused);
      update.setString(3, table.collection().id());
      update.setString(4, table.collection().fingerprint());
      update.executeUpdate();
    }
  }

  private int insert(Connection connection, PreparedStatement statement, List<InputRecord> rows)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      bind(connection, statement, rows);
      statement.executeUpdate();
      connection.releaseSavepoint(before);
      return 0;
    } catch (SQLException e) {
      if (!SetAside.isOfValues(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (rows.size() == 1) {
        refusals.refused(table.collection(), rows.get(0), reason(e));
        return 1;
      }
      int half = rows.size() / 2;
      return insert(connection, statement, rows.subList(0, half))
          + insert(connection, statement, rows.subList(half, rows.size()));
    }
  }

  private static String reason(SQLException e) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof PSQLException of && of.getServerErrorMessage() != null) {
      ServerErrorMessage said = of.getServerErrorMessage();
      if (NO_VALUE.equals(e.getSQLState()) && said.getColumn() != null) {
        return "no value for '" + said.getColumn() + "', which is of the key";
      }
      text = said.getMessage() == null ? text : said.getMessage();
    }
    if (text.startsWith("cannot call populate_composite")) {
      return "the record is no JSON object";
    }
    return text.lines().findFirst().orElse("refused");
  }

  private static void bind(
      Connection connection, PreparedStatement statement, List<InputRecord> rows)
      throws SQLException {
    array(
        connection,
        statement,
        1,
        "text",
        rows,
        row -> row.record() == null ? null : storable(row.record()));
    array(
        connection,
        statement,
        2,
        "text",
        rows,
        row -> row.key() == null ? null : storable(row.key()));
    array(connection, statement, 3, "text", rows, InputRecord::source);
    array(connection, statement, 4, "bigint", rows, InputRecord::position);
    array(connection, statement, 5, "timestamptz", rows, row -> new Timestamp(row.time()));
  }

  /** Text without the character 0, which PostgreSQL has not: such a record would fail the batch. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static void array(
      Connection connection,
      PreparedStatement statement,
      int parameter,
      String type,
      List<InputRecord> rows,
      Function<InputRecord, ? extends Object> value)
      throws SQLException {
    statement.setArray(
        parameter, connection.createArrayOf(type, rows.stream().map(value).toArray()));
  }
}
