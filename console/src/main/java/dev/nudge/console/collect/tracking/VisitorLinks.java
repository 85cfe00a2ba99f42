package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.tracking.People.Join;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Which user a visitor has turned out to be, for all consoles alike. No user of a link is the
 * visitor of another, so that one look is enough.
 */
@Repository
class VisitorLinks {
  /** The user is no visitor, and whoever was the visitor is the user. */
  private static final String JOIN =
      """
      with gone as (delete from visitor_link where visitor = ?),
        moved as (
          update visitor_link set userid = ?, since = now() where userid = ? and visitor <> ?)
      insert into visitor_link (visitor, userid) values (?, ?)
      on conflict (visitor) do update set userid = excluded.userid, since = now()
      """;

  /** Since something came of a visitor, or was told of somebody. */
  static final int DAYS_KEPT = 400;

  private final JdbcClient database;
  private final JdbcOperations batches;

  VisitorLinks(JdbcClient database, JdbcOperations batches) {
    this.database = database;
    this.batches = batches;
  }

  /** Those of these visitors that are known, each with its user. */
  Map<String, String> of(Collection<String> visitors) {
    Map<String, String> links = new HashMap<>();
    read(visitors).forEach(link -> links.put(link.visitor(), link.user()));
    return links;
  }

  /** The same, to be used: from now on they are kept for as long again. */
  Map<String, String> use(Collection<String> visitors) {
    Map<String, String> links = new HashMap<>();
    List<String> stale = new ArrayList<>();
    for (Link link : read(visitors)) {
      links.put(link.visitor(), link.user());
      if (link.isStale()) {
        stale.add(link.visitor());
      }
    }
    if (!stale.isEmpty()) {
      database
          .sql(
              "update visitor_link set since = now() where visitor in (select visitor"
                  + " from visitor_link where visitor = any(:stale) for update skip locked)")
          .param("stale", stale.toArray(String[]::new))
          .update();
    }
    return links;
  }

  /** Not used for a day, so that a busy visitor does not write a row all the time. */
  private record Link(String visitor, String user, boolean isStale) {}

  private List<Link> read(Collection<String> visitors) {
    return visitors.isEmpty()
        ? List.of()
        : database
            .sql(
                "select visitor, userid, since < now() - interval '1 day' from visitor_link"
                    + " where visitor = any(:visitors)")
            .param("visitors", visitors.toArray(String[]::new))
            .query((row, number) -> new Link(row.getString(1), row.getString(2), row.getBoolean(3)))
            .list();
  }

  /** Takes these, in their order. */
  void add(List<Join> joins) {
    List<Object[]> rows = new ArrayList<>();
    for (Join join : joins) {
      String visitor = join.visitor();
      String user = join.user();
      rows.add(new Object[] {user, user, visitor, user, visitor, user});
    }
    if (!rows.isEmpty()) {
      batches.batchUpdate(JOIN, rows);
    }
  }

  /** Those that nothing came of for long. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    database
        .sql(
            "delete from visitor_link where visitor in (select visitor from visitor_link"
                + " where since < now() - make_interval(days => :days) for update skip locked)")
        .param("days", DAYS_KEPT)
        .update();
  }
}
