package dev.nudge.console.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of people, in the database. */
@Repository
class Accounts {
  private static final String COLUMNS = "id, name, password, role, language, created";

  private final JdbcClient database;
  private final PasswordEncoder encoder;

  Accounts(JdbcClient database, PasswordEncoder encoder) {
    this.database = database;
    this.encoder = encoder;
  }

  /**
   * One account.
   *
   * @param password as the encoder has encoded it
   * @param language that its owner has chosen, such as {@code zh}; empty for none
   */
  record Account(
      long id, String name, String password, Role role, String language, Instant created) {}

  List<Account> all() {
    return database
        .sql("select " + COLUMNS + " from account order by name")
        .query(Accounts::account)
        .list();
  }

  Optional<Account> named(String name) {
    return database
        .sql("select " + COLUMNS + " from account where name = :name")
        .param("name", name)
        .query(Accounts::account)
        .optional();
  }

  Optional<Account> get(long id) {
    return database
        .sql("select " + COLUMNS + " from account where id = :id")
        .param("id", id)
        .query(Accounts::account)
        .optional();
  }

  boolean none() {
    return database.sql("select not exists (select 1 from account)").query(Boolean.class).single();
  }

  /** Nothing if the name is taken. */
  Optional<Account> add(String name, String password, Role role) {
    try {
      return database
          .sql(
              "insert into account (name, password, role) values (:name, :password, :role)"
                  + " returning "
                  + COLUMNS)
          .param("name", name)
          .param("password", encoder.encode(password))
          .param("role", role.text())
          .query(Accounts::account)
          .optional();
    } catch (DuplicateKeyException e) {
      return Optional.empty();
    }
  }

  void changePassword(long id, String password) {
    database
        .sql("update account set password = :password where id = :id")
        .param("password", encoder.encode(password))
        .param("id", id)
        .update();
  }

  void changeLanguage(String name, String language) {
    database
        .sql("update account set language = :language where name = :name")
        .param("language", language)
        .param("name", name)
        .update();
  }

  /** Whether it is done; not when nobody would be left who manages accounts. */
  @Transactional
  boolean changeRole(long id, Role role) {
    return (role == Role.ADMIN || otherAdmin(id))
        && database
                .sql("update account set role = :role where id = :id")
                .param("role", role.text())
                .param("id", id)
                .update()
            == 1;
  }

  /**
   * Removes an account, which can be restored for an hour. Whether it is done; not when nobody
   * would be left who manages accounts.
   */
  @Transactional
  boolean remove(long id) {
    return otherAdmin(id)
        && database
                .sql(
                    "with gone as (delete from account where id = :id returning *)"
                        + " insert into removed_account"
                        + " (id, name, password, role, language, created)"
                        + " select id, name, password, role, language, created from gone")
                .param("id", id)
                .update()
            == 1;
  }

  /**
   * Brings an account back as it was, but with an id of its own: the sessions of before stay over.
   *
   * @param id that it had
   * @return nothing if none of that id was removed within the hour
   * @throws DuplicateKeyException if somebody else has its name by now
   */
  @Transactional
  Optional<Account> restore(long id) {
    forgetRemoved();
    return database
        .sql(
            "with back as (delete from removed_account where id = :id returning *)"
                + " insert into account (name, password, role, language, created)"
                + " select name, password, role, language, created from back returning "
                + COLUMNS)
        .param("id", id)
        .query(Accounts::account)
        .optional();
  }

  /** Forgets whom nobody can restore any more. */
  @Scheduled(fixedDelay = 600_000)
  void forgetRemoved() {
    database.sql("delete from removed_account where removed < now() - interval '1 hour'").update();
  }

  /** Locks the admins, so that two of them cannot remove each other at one time. */
  private boolean otherAdmin(long id) {
    return database
        .sql("select id from account where role = 'admin' for update")
        .query(Long.class)
        .list()
        .stream()
        .anyMatch(admin -> admin != id);
  }

  private static Account account(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Account(
        row.getLong("id"),
        row.getString("name"),
        row.getString("password"),
        Role.of(row.getString("role")).orElse(Role.VIEWER),
        row.getString("language"),
        row.getTimestamp("created").toInstant());
  }
}
