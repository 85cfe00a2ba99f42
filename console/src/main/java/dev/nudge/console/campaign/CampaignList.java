package dev.nudge.console.campaign;

import dev.nudge.console.web.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds campaigns: a page of some, in some order. Milliseconds for 10,000. */
@Repository
class CampaignList {
  private static final Map<String, String> ORDERS =
      Map.of(
          "id", "id",
          "name", "lower(name)",
          "state", "state",
          "changed", "changed",
          "version", "version");

  /** A campaign whose newest document the job refused is in a state of its own. */
  private static final String FROM =
      " from (select c.id, c.name, c.policy, c.version, c.draft is not null as has_draft, c.changed,"
          + " c.changed_by, c.search,"
          + " case when a.state = 'refused' or o.refused is not null then 'refused' else c.state end as state"
          + " from campaign c"
          + " left join campaign_version v on v.campaign = c.id and v.number = c.version"
          + " left join job_answer a on a.partition = v.partition and a.\"offset\" = v.\"offset\""
          + " left join outbox o on o.campaign = c.id and o.version = c.version"
          + " and o.refused is not null"
          + ") all_campaigns where search like :pattern and (:any or state = any(:states))";

  private final JdbcClient database;

  CampaignList(JdbcClient database) {
    this.database = database;
  }

  /** One campaign of the list. */
  record Line(
      String id,
      String name,
      boolean policy,
      CampaignState state,
      int version,
      boolean draft,
      Instant changed,
      String changedBy) {}

  /**
   * A part of a list.
   *
   * @param total how many there are in all
   */
  record Page(long total, List<Line> lines) {}

  /**
   * Finds some.
   *
   * @param words all of which stand in id or name
   * @param states of which each has one; all for none
   * @param sort one of the orders above; with {@code -} before it, backwards
   */
  Page find(String words, List<CampaignState> states, String sort, int offset, int limit) {
    String pattern = "%" + String.join("%", escaped(words)) + "%";
    String[] names = states.stream().map(CampaignState::text).toArray(String[]::new);
    long total =
        database
            .sql("select count(*)" + FROM)
            .param("pattern", pattern)
            .param("any", states.isEmpty())
            .param("states", names)
            .query(Long.class)
            .single();
    List<Line> lines =
        database
            .sql(
                "select *" + FROM + " order by " + order(sort) + ", id offset :offset limit :limit")
            .param("pattern", pattern)
            .param("any", states.isEmpty())
            .param("states", names)
            .param("offset", offset)
            .param("limit", limit)
            .query(
                (row, number) ->
                    new Line(
                        row.getString("id"),
                        row.getString("name"),
                        row.getBoolean("policy"),
                        CampaignState.of(row.getString("state")),
                        row.getInt("version"),
                        row.getBoolean("has_draft"),
                        row.getTimestamp("changed").toInstant(),
                        row.getString("changed_by")))
            .list();
    return new Page(total, lines);
  }

  private static String order(String sort) {
    boolean backwards = sort.startsWith("-");
    String name = backwards ? sort.substring(1) : sort;
    String column = ORDERS.get(name);
    if (column == null) {
      throw ApiException.badRequest(
          "'sort' is one of "
              + ORDERS.keySet().stream().sorted().toList()
              + ", got '"
              + name
              + "'");
    }
    return column + (backwards ? " desc" : "");
  }

  private static List<String> escaped(String words) {
    List<String> all = new ArrayList<>();
    for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      all.add(word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
    }
    return all;
  }
}
