package dev.nudge.console.customer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to which query or board, and when. */
@Repository
public class DataAudit {
  private static final int MOST = 200;

  private final JdbcClient database;

  DataAudit(JdbcClient database) {
    this.database = database;
  }

  /** What is changed. */
  public enum Kind {
    QUERY,
    BOARD,
    CHANNEL;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line of it.
   *
   * @param action {@code create}, {@code edit}, {@code discard}, {@code publish}, {@code live} or
   *     {@code remove}
   * @param version which the action made or chose; absent where there is none
   */
  public record DataAuditLine(Instant at, String by, String action, @Nullable Long version) {}

  /** Another line. */
  public void add(Kind kind, String name, String by, String action, @Nullable Long version) {
    database
        .sql(
            "insert into data_audit (kind, name, at, by, action, version)"
                + " values (:kind, :name, now(), :by, :action, :version)")
        .param("kind", kind.word())
        .param("name", name)
        .param("by", by)
        .param("action", action)
        .param("version", version)
        .update();
  }

  /** The latest, the newest first. */
  public List<DataAuditLine> of(Kind kind, String name) {
    return database
        .sql(
            "select at, by, action, version from data_audit where kind = :kind and name = :name"
                + " order by id desc limit :most")
        .param("kind", kind.word())
        .param("name", name)
        .param("most", MOST)
        .query(
            (row, number) ->
                new DataAuditLine(
                    row.getTimestamp("at").toInstant(),
                    row.getString("by"),
                    row.getString("action"),
                    row.getObject("version", Long.class)))
        .list();
  }
}
