package dev.nudge.console.campaign;

import dev.nudge.console.web.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
      """
       from (select c.id, c.name, c.policy, coalesce(v.said, 0) as version, c.draft is not null as has_draft, c.changed,
          c.changed_by, c.search, c.owner, c.tags,
          case when a.state = 'refused' or o.refused is not null then 'refused' else c.state end
            as state,
          w.asked_by, p.planned, coalesce(p.missed, false) as missed
        from campaign c
        left join campaign_version v on v.campaign = c.id and v.number = c.version
        left join job_answer a on a.partition = v.partition and a."offset" = v."offset"
        left join outbox o on o.campaign = c.id and o.version = c.version
          and o.refused is not null
        left join approval w on w.campaign = c.id and w.state = 'open'
          and w.revision = c.draft_revision and c.draft is not null
        left join (
          select campaign, min(at) filter (where state = 'open') as planned,
            bool_or(state = 'failed') as missed
          from planned_change where state in ('open', 'failed') group by campaign
        ) p on p.campaign = c.id
      ) all_campaigns where search like :pattern and (:any or state = any(:states))
        and tags @> :tags::text[] and (:owner::text is null or owner = :owner)
        and (not :waiting or asked_by is not null)
        and (not :planned or planned is not null or missed)
      """;

  private final JdbcClient database;

  CampaignList(JdbcClient database) {
    this.database = database;
  }

  /**
   * What is looked for.
   *
   * @param words all of which stand in id or name
   * @param states of which each has one; all for none
   * @param tags all of which each has
   * @param owner of each; empty for those without one, nothing for all
   * @param waiting only those whose draft waits for a second person
   * @param planned only those with something planned, or that was and could not be done
   */
  record Wanted(
      String words,
      List<CampaignState> states,
      List<String> tags,
      Optional<String> owner,
      boolean waiting,
      boolean planned) {}

  /**
   * One campaign of the list.
   *
   * @param askedBy who asks for its draft to be published, where somebody does
   * @param planned when the next planned change of it is
   * @param missed whether something was planned and could not be done
   */
  record Line(
      String id,
      String name,
      boolean policy,
      CampaignState state,
      int version,
      boolean draft,
      Instant changed,
      String changedBy,
      String owner,
      List<String> tags,
      Optional<String> askedBy,
      Optional<Instant> planned,
      boolean missed) {}

  /**
   * A part of a list.
   *
   * @param total how many there are in all
   */
  record Page(long total, List<Line> lines) {}

  /** Which tags there are, with how many campaigns each. */
  Map<String, Long> tags() {
    return counts("select tag, count(*) from campaign, unnest(tags) as tag group by tag");
  }

  /** Who owns campaigns, with how many each. */
  Map<String, Long> owners() {
    return counts("select owner, count(*) from campaign where owner <> '' group by owner");
  }

  private Map<String, Long> counts(String sql) {
    Map<String, Long> counts = new TreeMap<>();
    database
        .sql(sql)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  /**
   * Finds some.
   *
   * @param sort one of the orders above; with {@code -} before it, backwards
   */
  Page find(Wanted wanted, String sort, int offset, int limit) {
    String order = order(sort);
    long total = asked("select count(*)" + FROM, wanted).query(Long.class).single();
    List<Line> lines =
        asked("select *" + FROM + " order by " + order + ", id offset :offset limit :limit", wanted)
            .param("offset", offset)
            .param("limit", limit)
            .query(CampaignList::line)
            .list();
    return new Page(total, lines);
  }

  private JdbcClient.StatementSpec asked(String sql, Wanted wanted) {
    return database
        .sql(sql)
        .param("pattern", "%" + String.join("%", escaped(wanted.words())) + "%")
        .param("any", wanted.states().isEmpty())
        .param("states", wanted.states().stream().map(CampaignState::text).toArray(String[]::new))
        .param("tags", wanted.tags().toArray(String[]::new))
        .param("owner", wanted.owner().orElse(null))
        .param("waiting", wanted.waiting())
        .param("planned", wanted.planned());
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("policy"),
        CampaignState.of(row.getString("state")),
        row.getInt("version"),
        row.getBoolean("has_draft"),
        row.getTimestamp("changed").toInstant(),
        row.getString("changed_by"),
        row.getString("owner"),
        CampaignRow.strings(row, "tags"),
        Optional.ofNullable(row.getString("asked_by")),
        Optional.ofNullable(row.getTimestamp("planned")).map(Timestamp::toInstant),
        row.getBoolean("missed"));
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
