package dev.nudge.console.campaign;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Documents that are to be written to the campaigns topic, or have been. */
@Repository
class Outbox {
  /** PostgreSQL's advisory locks have numbers: this one says "nudg". */
  static final int LOCK = 0x6e756467;

  private final JdbcClient database;

  Outbox(JdbcClient database) {
    this.database = database;
  }

  /** A document on its way. */
  record Letter(long id, String campaign, int version, String text) {}

  void add(String campaign, int version, String text) {
    database
        .sql(
            "insert into outbox (campaign, version, text, made)"
                + " values (:campaign, :version, :text, now())")
        .param("campaign", campaign)
        .param("version", version)
        .param("text", text)
        .update();
  }

  /** Whether nobody else sends until this transaction ends. */
  boolean lock() {
    return database
        .sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  /** The oldest that are not sent and may be. */
  List<Letter> unsent(int most) {
    return database
        .sql(
            "select id, campaign, version, text from outbox where sent is null and"
                + " refused is null order by id limit :most")
        .param("most", most)
        .query(
            (row, number) ->
                new Letter(
                    row.getLong("id"),
                    row.getString("campaign"),
                    row.getInt("version"),
                    row.getString("text")))
        .list();
  }

  Optional<Letter> get(long id) {
    return database
        .sql("select id, campaign, version, text from outbox where id = :id")
        .param("id", id)
        .query(
            (row, number) ->
                new Letter(
                    row.getLong("id"),
                    row.getString("campaign"),
                    row.getInt("version"),
                    row.getString("text")))
        .optional();
  }

  /** Kafka will never take it. */
  void refused(long id, String why) {
    database
        .sql("update outbox set refused = :why where id = :id")
        .param("why", why)
        .param("id", id)
        .update();
  }

  /** Kafka has it, at this place. */
  void sent(long id, int partition, long offset) {
    database
        .sql(
            "update outbox set sent = now(), partition = :partition, \"offset\" = :offset"
                + " where id = :id")
        .param("partition", partition)
        .param("offset", offset)
        .param("id", id)
        .update();
  }
}
