package dev.nudge.console.rejected;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which records were sent again, by where they had stood: known to all consoles, and for longer
 * than any can be looked at.
 */
@Repository
class SentAgain {
  private final JdbcClient database;

  SentAgain(JdbcClient database) {
    this.database = database;
  }

  /** Marks a place; false where it was already. */
  boolean mark(String place) {
    database.sql("delete from rejected_sent where at < now() - interval '8 days'").update();
    return database
            .sql("insert into rejected_sent (place) values (?) on conflict do nothing")
            .param(place)
            .update()
        == 1;
  }

  void unmark(String place) {
    database.sql("delete from rejected_sent where place = ?").param(place).update();
  }

  /** Which of these are marked. */
  Set<String> among(List<String> places) {
    return places.isEmpty()
        ? Set.of()
        : new HashSet<>(
            database
                .sql("select place from rejected_sent where place in (:places)")
                .param("places", places)
                .query(String.class)
                .list());
  }
}
