package dev.nudge.console.campaign;

import dev.nudge.console.campaign.PlannedChanges.PlannedChange;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What ran and is to run when, as versions of campaigns and policies and planned changes say. */
@Repository
class Calendar {
  static final int MOST = 500;

  /** Known of so many versions, which never change, without reading them again. */
  private static final int READ = 10_000;

  private static final String CAMPAIGNS =
      """
      select id, name, policy, state from campaign
      where version > 0 and (state in ('live', 'shadow', 'paused') or changed >= :from)
        or exists (select from planned_change p where p.campaign = campaign.id and p.state = 'open'
          and p.at < :until)
      order by state = 'live' desc, changed desc, id limit :limit
      """;

  private static final String VERSIONS =
      """
      select v.campaign, v.number, v.state, v.at
      from campaign_version v
      left join job_answer a on a.partition = v.partition and a."offset" = v."offset"
      where v.campaign = any(:campaigns) and coalesce(a.state, '') <> 'refused'
        and not exists (select from outbox o where o.campaign = v.campaign
          and o.version = v.number and o.refused is not null)
      order by v.campaign, v.number
      """;

  private static final String TEXTS =
      """
      select v.campaign, v.number, coalesce(v.text, '') as text
      from campaign_version v
      join unnest(:campaigns::text[], :numbers::integer[]) as wanted (campaign, number)
        on v.campaign = wanted.campaign and v.number = wanted.number
      """;

  private final JdbcClient database;
  private final PlannedChanges plans;
  private final Map<Key, Validity> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Validity> eldest) {
          return size() > READ;
        }
      };

  Calendar(JdbcClient database, PlannedChanges plans) {
    this.database = database;
    this.plans = plans;
  }

  private record Key(String campaign, int number) {
    static Key of(CalendarVersion version) {
      return new Key(version.campaign(), version.number());
    }
  }

  /**
   * A campaign or policy over time.
   *
   * @param policy whether it has rules for all campaigns, and fires nothing itself
   * @param spans in order; none overlaps another. What is planned is among them
   * @param published when a document of it went live, or is to
   */
  record CalendarRow(
      String id,
      String name,
      boolean policy,
      CampaignState state,
      List<CalendarSpan> spans,
      List<Instant> published) {}

  /**
   * What runs when.
   *
   * @param rows those that are live first
   * @param more whether there are others, beyond these 500
   */
  record CalendarPage(List<CalendarRow> rows, boolean more) {}

  /** Those of which something lies between two times, live ones first, 500 at most. */
  CalendarPage between(Instant from, Instant until) {
    List<CalendarRow> found =
        database
            .sql(CAMPAIGNS)
            .param("from", Timestamp.from(from))
            .param("until", Timestamp.from(until))
            .param("limit", MOST + 1)
            .query(
                (row, number) ->
                    new CalendarRow(
                        row.getString("id"),
                        row.getString("name"),
                        row.getBoolean("policy"),
                        CampaignState.of(row.getString("state")),
                        List.of(),
                        List.of()))
            .list();
    boolean more = found.size() > MOST;
    List<CalendarRow> shown = more ? found.subList(0, MOST) : found;
    Map<String, List<CalendarVersion>> versions =
        versions(shown.stream().map(CalendarRow::id).toList());
    Map<Key, Validity> validities =
        validities(versions.values().stream().flatMap(List::stream).map(Key::of).toList());
    for (PlannedChange plan : plans.open(shown.stream().map(CalendarRow::id).toList())) {
      CalendarVersion planned = CalendarVersion.of(plan);
      versions.computeIfAbsent(plan.campaign(), any -> new ArrayList<>()).add(planned);
      plan.text().ifPresent(text -> validities.put(Key.of(planned), Validity.of(text)));
    }
    List<CalendarRow> rows = new ArrayList<>();
    for (CalendarRow row : shown) {
      List<CalendarVersion> own = versions.getOrDefault(row.id(), List.of());
      List<CalendarSpan> spans =
          CalendarSpan.of(own, version -> validities.getOrDefault(Key.of(version), Validity.ALWAYS))
              .stream()
              .filter(span -> span.touches(from, until))
              .toList();
      if (!spans.isEmpty()) {
        rows.add(
            new CalendarRow(
                row.id(),
                row.name(),
                row.policy(),
                row.state(),
                spans,
                published(own).stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(until))
                    .toList()));
      }
    }
    return new CalendarPage(rows, more);
  }

  private Map<String, List<CalendarVersion>> versions(List<String> campaigns) {
    Map<String, List<CalendarVersion>> versions = new LinkedHashMap<>();
    database
        .sql(VERSIONS)
        .param("campaigns", campaigns.toArray(String[]::new))
        .query(
            row -> {
              CalendarVersion version =
                  new CalendarVersion(
                      row.getString("campaign"),
                      row.getInt("number"),
                      CampaignState.of(row.getString("state")),
                      row.getTimestamp("at").toInstant());
              versions.computeIfAbsent(version.campaign(), any -> new ArrayList<>()).add(version);
            });
    return versions;
  }

  /** A pause and its end are no other document; what is planned is one. */
  private static List<Instant> published(List<CalendarVersion> versions) {
    List<Instant> times = new ArrayList<>();
    CampaignState before = CampaignState.ENDED;
    for (CalendarVersion version : versions) {
      boolean resumes =
          before == CampaignState.PAUSED && version.number() != CalendarVersion.PLANNED;
      if (version.state() == CampaignState.LIVE && !resumes) {
        times.add(version.at());
      }
      before = version.state();
    }
    return times;
  }

  /** Of versions; the texts of those alone are read that are not known yet. */
  private Map<Key, Validity> validities(List<Key> versions) {
    Map<Key, Validity> found = new HashMap<>();
    List<Key> unknown = new ArrayList<>();
    synchronized (read) {
      for (Key version : versions) {
        Validity known = read.get(version);
        if (known == null) {
          unknown.add(version);
        } else {
          found.put(version, known);
        }
      }
    }
    if (unknown.isEmpty()) {
      return found;
    }
    Map<Key, Validity> now = new HashMap<>();
    database
        .sql(TEXTS)
        .param("campaigns", unknown.stream().map(Key::campaign).toArray(String[]::new))
        .param("numbers", unknown.stream().map(Key::number).toArray(Integer[]::new))
        .query(
            row -> {
              now.put(
                  new Key(row.getString("campaign"), row.getInt("number")),
                  Validity.of(row.getString("text")));
            });
    synchronized (read) {
      read.putAll(now);
    }
    found.putAll(now);
    return found;
  }
}
