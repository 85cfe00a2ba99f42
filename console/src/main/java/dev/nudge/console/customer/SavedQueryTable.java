package dev.nudge.console.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queries that people have saved, one row each, and their versions. */
@Repository
class SavedQueryTable {
  private static final String SELECT =
      "select name, draft, draft_revision, live, newest, changed, changed_by from saved_query";

  private static final int MOST_VERSIONS = 200;

  private final JdbcClient database;

  SavedQueryTable(JdbcClient database) {
    this.database = database;
  }

  /**
   * A query.
   *
   * @param live the version that is asked; 0 for none
   * @param newest the last version that was made; 0 for none
   */
  record SavedQuery(
      String name,
      Optional<String> draft,
      long draftRevision,
      int live,
      int newest,
      Instant changed,
      String changedBy) {
    private static SavedQuery read(ResultSet row, int number) throws SQLException {
      return new SavedQuery(
          row.getString("name"),
          Optional.ofNullable(row.getString("draft")),
          row.getLong("draft_revision"),
          row.getInt("live"),
          row.getInt("newest"),
          row.getTimestamp("changed").toInstant(),
          row.getString("changed_by"));
    }
  }

  /** One that never changes. */
  record QueryVersion(int number, String text, String by, Instant at) {}

  List<SavedQuery> all() {
    return database.sql(SELECT + " order by name").query(SavedQuery::read).list();
  }

  Optional<SavedQuery> get(String name) {
    return database
        .sql(SELECT + " where name = :name")
        .param("name", name)
        .query(SavedQuery::read)
        .optional();
  }

  /** The same, and nobody else changes it until this transaction ends. */
  Optional<SavedQuery> locked(String name) {
    return database
        .sql(SELECT + " where name = :name for update")
        .param("name", name)
        .query(SavedQuery::read)
        .optional();
  }

  /** The texts of the live versions, by name. */
  Map<String, String> live() {
    Map<String, String> texts = new HashMap<>();
    database
        .sql(
            "select name, text from saved_query join saved_query_version"
                + " on query = name and number = live")
        .query(
            row -> {
              texts.put(row.getString("name"), row.getString("text"));
            });
    return texts;
  }

  /** The latest versions, the newest first. */
  List<QueryVersion> versions(String name) {
    return database
        .sql(
            "select number, text, by, at from saved_query_version where query = :name"
                + " order by number desc limit :most")
        .param("name", name)
        .param("most", MOST_VERSIONS)
        .query(
            (row, number) ->
                new QueryVersion(
                    row.getInt("number"),
                    row.getString("text"),
                    row.getString("by"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  /** The text of a version, where there is one. */
  Optional<String> version(String name, int number) {
    return database
        .sql("select text from saved_query_version where query = :name and number = :number")
        .param("name", name)
        .param("number", number)
        .query(String.class)
        .optional();
  }

  /** Makes it where it is not there; whether it was made. */
  boolean add(String name, String draft, String by) {
    return database
            .sql(
                "insert into saved_query (name, draft, draft_revision, changed, changed_by)"
                    + " values (:name, :draft, 1, now(), :by) on conflict do nothing")
            .param("name", name)
            .param("draft", draft)
            .param("by", by)
            .update()
        == 1;
  }

  /** Another draft, or none; its revision. */
  long draft(String name, @Nullable String draft, String by) {
    return database
        .sql(
            "update saved_query set draft = :draft, draft_revision = draft_revision + 1,"
                + " changed = now(), changed_by = :by where name = :name"
                + " returning draft_revision")
        .param("draft", draft)
        .param("by", by)
        .param("name", name)
        .query(Long.class)
        .single();
  }

  void addVersion(String name, int number, String text, String by) {
    database
        .sql(
            "insert into saved_query_version (query, number, text, by, at)"
                + " values (:name, :number, :text, :by, now())")
        .param("name", name)
        .param("number", number)
        .param("text", text)
        .param("by", by)
        .update();
    database
        .sql("update saved_query set newest = :number where name = :name")
        .param("number", number)
        .param("name", name)
        .update();
  }

  void live(String name, int number, String by) {
    database
        .sql(
            "update saved_query set live = :number, changed = now(), changed_by = :by"
                + " where name = :name")
        .param("number", number)
        .param("by", by)
        .param("name", name)
        .update();
  }

  void remove(String name) {
    database.sql("delete from saved_query where name = :name").param("name", name).update();
  }
}
