package dev.nudge.console.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The boards that people have saved, one row each. */
@Repository
class BoardTable {
  private static final String SELECT =
      "select name, text, revision, changed, changed_by from board";

  private final JdbcClient database;

  BoardTable(JdbcClient database) {
    this.database = database;
  }

  /** A board. */
  record SavedBoard(String name, String text, long revision, Instant changed, String changedBy) {
    private static SavedBoard read(ResultSet row, int number) throws SQLException {
      return new SavedBoard(
          row.getString("name"),
          row.getString("text"),
          row.getLong("revision"),
          row.getTimestamp("changed").toInstant(),
          row.getString("changed_by"));
    }
  }

  List<SavedBoard> all() {
    return database.sql(SELECT + " order by name").query(SavedBoard::read).list();
  }

  Optional<SavedBoard> get(String name) {
    return database
        .sql(SELECT + " where name = :name")
        .param("name", name)
        .query(SavedBoard::read)
        .optional();
  }

  /** The same, and nobody else changes it until this transaction ends. */
  Optional<SavedBoard> locked(String name) {
    return database
        .sql(SELECT + " where name = :name for update")
        .param("name", name)
        .query(SavedBoard::read)
        .optional();
  }

  /** Makes it where it is not there; whether it was made. */
  boolean add(String name, String text, String by) {
    return database
            .sql(
                "insert into board (name, text, changed, changed_by)"
                    + " values (:name, :text, now(), :by) on conflict do nothing")
            .param("name", name)
            .param("text", text)
            .param("by", by)
            .update()
        == 1;
  }

  /** Another text; its revision. */
  long change(String name, String text, String by) {
    return database
        .sql(
            "update board set text = :text, revision = revision + 1, changed = now(),"
                + " changed_by = :by where name = :name returning revision")
        .param("text", text)
        .param("by", by)
        .param("name", name)
        .query(Long.class)
        .single();
  }

  void remove(String name) {
    database.sql("delete from board where name = :name").param("name", name).update();
  }
}
