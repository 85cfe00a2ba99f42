package dev.nudge.console.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens of programs. What is kept of a token is its hash. */
@Repository
class Tokens implements BearerSource {
  private static final String PREFIX = "nudge_";
  private static final String COLUMNS =
      "id, name, scopes, queries, created, created_by, last_used, expires, rotated,"
          + " case when old_until > now() then old_until end as old_until,"
          + " case when old_until > now() then old_used end as old_used";

  private final JdbcClient database;

  Tokens(JdbcClient database) {
    this.database = database;
  }

  /**
   * One token, without itself.
   *
   * @param expires from then on it opens nothing; null for never
   * @param rotated when it got its text, if not when it was made
   * @param oldUntil until when the text of before opens the same; null if it does not
   * @param oldUsed when that was last used since it is the old one
   */
  record Token(
      long id,
      String name,
      Set<Permission> scopes,
      Set<String> queries,
      Instant created,
      String createdBy,
      @Nullable Instant lastUsed,
      @Nullable Instant expires,
      @Nullable Instant rotated,
      @Nullable Instant oldUntil,
      @Nullable Instant oldUsed) {}

  /**
   * One that has just got its text.
   *
   * @param text what its owner sends; not kept
   */
  record Fresh(Token token, String text) {}

  List<Token> all() {
    return database
        .sql("select " + COLUMNS + " from token order by name, id")
        .query(Tokens::token)
        .list();
  }

  /** Makes one that opens nothing from a time on, or never ends. */
  Fresh make(
      String name,
      Set<Permission> scopes,
      Set<String> queries,
      Optional<Instant> expires,
      String by) {
    String text = PREFIX + Secrets.random();
    Token token =
        database
            .sql(
                "insert into token (name, hash, scopes, queries, expires, created_by)"
                    + " values (:name, :hash, string_to_array(:scopes, ','),"
                    + " string_to_array(:queries, ','), :expires, :by) returning "
                    + COLUMNS)
            .param("name", name)
            .param("hash", Secrets.sha256(text))
            .param(
                "scopes",
                String.join(",", scopes.stream().map(Permission::authority).sorted().toList()))
            .param("queries", String.join(",", queries.stream().sorted().toList()))
            .param("expires", expires.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
            .param("by", by)
            .query(Tokens::token)
            .single();
    return new Fresh(token, text);
  }

  /**
   * Gives one another text; what it was opens the same for a while, and what it was before that
   * opens nothing any more. A text that was never used is forgotten instead: what was used before
   * it goes on, unless there is to be no grace. One that ends lives as long again as it was to.
   */
  Optional<Fresh> rotate(long id, Duration grace) {
    String text = PREFIX + Secrets.random();
    return database
        .sql(
            "update token set old_hash = case when stays then old_hash else hash end,"
                + " old_used = case when stays then old_used end,"
                + " old_until = case when stays and expires is not null then old_until"
                + " when stays then greatest(old_until, ends) else least(ends, expires) end,"
                + " hash = :hash, last_used = null, rotated = now(),"
                + " expires = now() + (expires - coalesce(rotated, created))"
                + " from (select id as known, :grace > 0 and last_used is null"
                + " and coalesce(old_until > now(), false) as stays,"
                + " now() + make_interval(secs => :grace) as ends"
                + " from token where id = :id for update) before"
                + " where id = known returning "
                + COLUMNS)
        .param("hash", Secrets.sha256(text))
        .param("grace", grace.toSeconds())
        .param("id", id)
        .query(Tokens::token)
        .optional()
        .map(token -> new Fresh(token, text));
  }

  boolean remove(long id) {
    return database.sql("delete from token where id = :id").param("id", id).update() == 1;
  }

  @Override
  public Optional<Caller> caller(String token) {
    if (!token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = Secrets.sha256(token);
    Optional<Token> found = find("hash = :hash and (expires is null or expires > now())", hash);
    if (found.isPresent()) {
      used(found.get().lastUsed(), "last_used", found.get().id());
    } else {
      found = find("old_hash = :hash and old_until > now()", hash);
      found.ifPresent(known -> used(known.oldUsed(), "old_used", known.id()));
    }
    return found.map(known -> Caller.ofToken(known.name(), known.scopes(), known.queries()));
  }

  private Optional<Token> find(String condition, byte[] hash) {
    return database
        .sql("select " + COLUMNS + " from token where " + condition)
        .param("hash", hash)
        .query(Tokens::token)
        .optional();
  }

  /** To the minute, so that a busy collector does not write one row all the time. */
  private void used(@Nullable Instant last, String column, long id) {
    if (last == null || last.isBefore(Instant.now().minusSeconds(60))) {
      database
          .sql("update token set " + column + " = now() where id = :id")
          .param("id", id)
          .update();
    }
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    Array names = row.getArray("scopes");
    EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (Object name : (Object[]) names.getArray()) {
      scopes.add(Permission.valueOf(name.toString().toUpperCase(Locale.ROOT)));
    }
    return new Token(
        row.getLong("id"),
        row.getString("name"),
        Set.copyOf(scopes),
        Set.of((String[]) row.getArray("queries").getArray()),
        row.getTimestamp("created").toInstant(),
        row.getString("created_by"),
        time(row, "last_used"),
        time(row, "expires"),
        time(row, "rotated"),
        time(row, "old_until"),
        time(row, "old_used"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
