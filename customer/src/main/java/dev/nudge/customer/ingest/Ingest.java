package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.store.Transaction;
import dev.nudge.stream.SetAside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      update customer.tally set read = read + ?, refused = refused + ?, outdated = outdated + ?
      where id = ? and fingerprint = ?
      """;

  private static final String NO_VALUE = "23502";

  /** There is no partition for a row; the same as of a broken check, of which a table has none. */
  private static final String NOT_THAT_DAY = "23514";

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

  /** What became of the records of a batch that are not in the table. */
  private static final class Tally {
    private int refused;
    private int outdated;
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
    Transaction.of(
        database,
        connection -> {
          table.lock(connection);
          // First the positions: whoever comes second sees that it is too late.
          move(connection, from, to);
          Tally tally = new Tally();
          List<InputRecord> readable = readable(rows, tally);
          if (!readable.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
              insert(connection, statement, readable, tally);
            }
          }
          count(connection, rows.size(), tally);
          return tally;
        });
  }

  private List<InputRecord> readable(List<InputRecord> rows, Tally tally) {
    List<InputRecord> readable = new ArrayList<>();
    for (InputRecord row : rows) {
      if (row.wrong() == null) {
        readable.add(row);
      } else {
        refusals.refused(table.collection(), row, row.wrong());
        tally.refused++;
      }
    }
    return readable;
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
        update.addBatch();
      }
      for (int moved : update.executeBatch()) {
        if (moved == 0) {
          throw new OvertakenException(String.join(", ", to.keySet()));
        }
      }
    }
  }

  private void count(Connection connection, int read, Tally tally) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TALLY)) {
      update.setLong(1, read);
      update.setLong(2, tally.refused);
      update.setLong(3, tally.outdated);
      update.setString(4, table.collection().id());
      update.setString(5, table.collection().fingerprint());
      update.executeUpdate();
    }
  }

  private void insert(
      Connection connection, PreparedStatement statement, List<InputRecord> rows, Tally tally)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      RecordArrays.bind(connection, statement, rows);
      try (ResultSet outdated = statement.executeQuery()) {
        outdated.next();
        tally.outdated += outdated.getInt(1);
      }
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!SetAside.isOfValues(e)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      if (NOT_THAT_DAY.equals(e.getSQLState()) && table.makeDays(connection, rows)) {
        insert(connection, statement, rows, tally);
      } else if (rows.size() == 1) {
        refusals.refused(table.collection(), rows.get(0), reason(table.collection(), e));
        tally.refused++;
      } else {
        int half = rows.size() / 2;
        insert(connection, statement, rows.subList(0, half), tally);
        insert(connection, statement, rows.subList(half, rows.size()), tally);
      }
    }
  }

  static String noValue(String key) {
    return "no value for '" + key + "', which is of the key";
  }

  /** Why a record is refused. */
  static String reason(Collection collection, SQLException e) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof PSQLException of && of.getServerErrorMessage() != null) {
      ServerErrorMessage said = of.getServerErrorMessage();
      if (NO_VALUE.equals(e.getSQLState()) && said.getColumn() != null) {
        return noValue(said.getColumn());
      }
      text = said.getMessage() == null ? text : said.getMessage();
    }
    if (collection.byDay() && NOT_THAT_DAY.equals(e.getSQLState())) {
      return "its event_time is more than " + DayPartitions.DAYS_AHEAD + " days ahead";
    }
    if (text.startsWith("cannot call populate_composite")) {
      return "the record is no JSON object";
    }
    return text.lines().findFirst().orElse("refused");
  }
}
