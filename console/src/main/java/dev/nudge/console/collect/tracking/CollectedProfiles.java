package dev.nudge.console.collect.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nudge.console.collect.JsonTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/**
 * What messages have told of people so far. The topic of profiles is compacted and keeps the last
 * record of each, so each record says all of it. What messages change is for one transaction.
 */
@Repository
class CollectedProfiles {
  private static final int LOCK = 17;

  private final JdbcClient database;

  CollectedProfiles(JdbcClient database) {
    this.database = database;
  }

  /**
   * Until the transaction ends, no other changes what is known of these people, or who they are. A
   * lock is that of many people, so that a transaction has 256 at most: PostgreSQL has room for
   * some thousands in all. In one order, so that nobody waits for each other.
   */
  void lock(Collection<String> people) {
    database
        .sql(
            "select pg_advisory_xact_lock(:lock, place) from (select distinct"
                + " (hashtextextended(id, :lock) & 255)::integer as place"
                + " from unnest(:people) id order by 1) places")
        .param("lock", LOCK)
        .param("people", people.toArray(String[]::new))
        .query((row, number) -> number)
        .list();
  }

  /** How many bytes of JSON are known of these, in all. */
  long bytes(Collection<String> people) {
    return database
        .sql(
            "select coalesce(sum(octet_length(traits)), 0) from collected_profile"
                + " where userid = any(:people)")
        .param("people", people.toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /** What is known of these; nobody of whom nothing is. */
  Map<String, Traits> of(Collection<String> people) {
    Map<String, Traits> known = new HashMap<>();
    database
        .sql("select userid, traits from collected_profile where userid = any(:people)")
        .param("people", people.toArray(String[]::new))
        .query(
            row -> {
              known.put(row.getString(1), Traits.of(row.getString(2).getBytes(UTF_8)));
            });
    return known;
  }

  /** From now on this is known of each; nothing any more where it is empty. */
  void keep(Map<String, ObjectNode> traits) {
    List<String> unknown = new ArrayList<>();
    List<String> known = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    traits.forEach(
        (user, members) -> {
          if (members.isEmpty()) {
            unknown.add(user);
          } else {
            known.add(user);
            texts.add(new String(JsonTree.bytes(members), UTF_8));
          }
        });
    database
        .sql("delete from collected_profile where userid = any(:unknown)")
        .param("unknown", unknown.toArray(String[]::new))
        .update();
    database
        .sql(
            "insert into collected_profile (userid, traits) select * from unnest(:known, :texts)"
                + " on conflict (userid) do update set traits = excluded.traits, changed = now()")
        .param("known", known.toArray(String[]::new))
        .param("texts", texts.toArray(String[]::new))
        .update();
  }

  /** What is known of those of whom nothing was told for long. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    database
        .sql(
            "delete from collected_profile where userid in (select userid from collected_profile"
                + " where changed < now() - make_interval(days => :days) for update skip locked)")
        .param("days", VisitorLinks.DAYS_KEPT)
        .update();
  }
}
