package dev.nudge.console.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
  private static final String COLUMNS = "id, name, scopes, queries, created, created_by, last_used";

  private final JdbcClient database;

  Tokens(JdbcClient database) {
    this.database = database;
  }

  /** One token, without itself. */
  record Token(
      long id,
      String name,
      Set<Permission> scopes,
      Set<String> queries,
      Instant created,
      String createdBy,
      @Nullable Instant lastUsed) {}

  /**
   * One that was just made.
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

  Fresh make(String name, Set<Permission> scopes, Set<String> queries, String by) {
    String text = PREFIX + Secrets.random();
    Token token =
        database
            .sql(
                "insert into token (name, hash, scopes, queries, created_by)"
                    + " values (:name, :hash, string_to_array(:scopes, ','),"
                    + " string_to_array(:queries, ','), :by) returning "
                    + COLUMNS)
            .param("name", name)
            .param("hash", Secrets.sha256(text))
            .param(
                "scopes",
                String.join(",", scopes.stream().map(Permission::authority).sorted().toList()))
            .param("queries", String.join(",", queries.stream().sorted().toList()))
            .param("by", by)
            .query(Tokens::token)
            .single();
    return new Fresh(token, text);
  }

  boolean remove(long id) {
    return database.sql("delete from token where id = :id").param("id", id).update() == 1;
  }

  @Override
  public Optional<Caller> caller(String token) {
    if (!token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Optional<Token> found =
        database
            .sql("select " + COLUMNS + " from token where hash = :hash")
            .param("hash", Secrets.sha256(token))
            .query(Tokens::token)
            .optional();
    found.ifPresent(this::used);
    return found.map(known -> Caller.ofToken(known.name(), known.scopes(), known.queries()));
  }

  /** To the minute, so that a busy collector does not write one row all the time. */
  private void used(Token token) {
    Instant last = token.lastUsed();
    if (last == null || last.isBefore(Instant.now().minusSeconds(60))) {
      database
          .sql("update token set last_used = now() where id = :id")
          .param("id", token.id())
          .update();
    }
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    Array names = row.getArray("scopes");
    EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (Object name : (Object[]) names.getArray()) {
      scopes.add(Permission.valueOf(name.toString().toUpperCase(Locale.ROOT)));
    }
    Timestamp used = row.getTimestamp("last_used");
    return new Token(
        row.getLong("id"),
        row.getString("name"),
        Set.copyOf(scopes),
        Set.of((String[]) row.getArray("queries").getArray()),
        row.getTimestamp("created").toInstant(),
        row.getString("created_by"),
        used == null ? null : used.toInstant());
  }
}
