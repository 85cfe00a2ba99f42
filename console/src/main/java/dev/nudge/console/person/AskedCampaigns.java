package dev.nudge.console.person;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The campaigns of which people ask why they fired, or did not: what is published and did not end
 * long ago, in all the versions that the job took since they began, each for its own time. They are
 * compiled, so that they can say why, when one has changed.
 */
@Component
class AskedCampaigns {
  /** More are not run over somebody's events at once; those that changed last are. */
  static final int MOST = 200;

  /** The last of each; what was before is not told of. */
  private static final int MOST_VERSIONS = 20;

  private static final String ASKED =
      """
      with asked as (
        select c.id, c.name, c.state, c.policy, c.changed, c.version, count(*) over () as in_all
        from campaign c
        where c.state in ('live', 'shadow', 'paused')
          or (c.state = 'ended' and c.changed > now() - interval '30 days')
        order by c.policy desc, c.state = 'ended', c.changed desc, c.id
        limit :most),
      lives as (
        select a.*,
          (select coalesce(max(e.number), 0) from campaign_version e
            where e.campaign = a.id and e.state = 'ended' and e.number < (
              select coalesce(max(l.number), 0) from campaign_version l
              where l.campaign = a.id and l.state <> 'ended')) as ended,
          (select min(one.at) from campaign_version one
            where one.campaign = a.id and one.number > coalesce((
              select max(other.number) from campaign_version other
              where other.campaign = a.id and other.state <> a.state), 0)) as since
        from asked a),
      taken as (
        select l.*, v.number, v.state as version_state, v.at,
          row_number() over (partition by l.id order by v.number desc) as newest
        from lives l
        join campaign_version v
          on v.campaign = l.id and v.number > l.ended and v.state <> 'ended' and v.text is not null
        left join job_answer j on j.partition = v.partition and j."offset" = v."offset"
        left join outbox o on o.campaign = v.campaign and o.version = v.number
          and o.refused is not null
        where o.refused is null and j.state is distinct from 'refused')
      select id, name, state, policy, since, in_all, number, version_state, at from taken
      where newest <= :versions
      order by policy desc, state = 'ended', changed desc, id, number
      """;
  private static final String TEXTS =
      """
      select v.campaign, v.number, v.text
      from campaign_version v
      join unnest(:campaigns::text[], :numbers::integer[]) as wanted (campaign, number)
        on v.campaign = wanted.campaign and v.number = wanted.number
      """;

  private final JdbcClient database;
  private List<Row> known = List.of();
  private Ready ready =
      new Ready(List.of(), List.of(), CampaignSet.compile(List.of()).campaigns(), 0);

  AskedCampaigns(JdbcClient database) {
    this.database = database;
  }

  private record Key(String campaign, int number) {}

  /** A version of a campaign. */
  private record Row(
      String id,
      String name,
      String state,
      boolean policy,
      Instant since,
      long inAll,
      int number,
      String versionState,
      Instant at) {}

  /**
   * One of them.
   *
   * @param name its id, where it has no name
   * @param state {@code live}, {@code shadow}, {@code paused} or {@code ended}
   * @param since when it is in this state
   * @param versions that the job took, in order, each from its time on
   */
  record Asked(
      String id,
      String name,
      String state,
      boolean policy,
      Instant since,
      List<CampaignSet.Published> versions) {

    /** As it runs now, or ran last, from when its first version was published. */
    Campaign campaign() {
      Campaign newest = versions.get(versions.size() - 1).campaign();
      Campaign first = versions.get(0).campaign();
      return newest.with(newest.status(), first.published().orElse(versions.get(0).publishedAt()));
    }
  }

  /**
   * What can be asked.
   *
   * @param all campaigns, policies left out; those that run first, what changed last before others
   * @param run what runs together: all but what has ended, policies among it
   * @param more how many others there are, beyond the {@value #MOST} that changed last
   */
  record Ready(List<Asked> all, List<Campaign> run, CampaignSet compiled, long more) {}

  /** What can be asked now. */
  synchronized Ready now() {
    List<Row> rows =
        database
            .sql(ASKED)
            .param("most", MOST)
            .param("versions", MOST_VERSIONS)
            .query((row, number) -> row(row))
            .list();
    if (!rows.equals(known)) {
      ready = read(rows);
      known = rows;
    }
    return ready;
  }

  private Ready read(List<Row> rows) {
    Map<String, Row> last = new LinkedHashMap<>();
    Map<String, List<CampaignSet.Published>> versions = new HashMap<>();
    Map<Key, String> texts = texts(rows);
    for (Row row : rows) {
      last.put(row.id(), row);
      version(row, texts.getOrDefault(new Key(row.id(), row.number()), ""))
          .ifPresent(one -> versions.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(one));
    }
    List<Asked> all = new ArrayList<>();
    for (Row row : last.values()) {
      List<CampaignSet.Published> usable = versions.getOrDefault(row.id(), List.of());
      if (!usable.isEmpty()) {
        all.add(
            new Asked(
                row.id(),
                row.name().isEmpty() ? row.id() : row.name(),
                row.state(),
                row.policy(),
                row.since(),
                usable));
      }
    }
    List<Asked> running = all.stream().filter(one -> !one.state().equals("ended")).toList();
    CampaignSet compiled = compile(running);
    long inAll = rows.isEmpty() ? 0 : rows.get(0).inAll();
    return new Ready(
        all.stream().filter(one -> !one.policy()).toList(),
        running.stream()
            .filter(one -> compiled.ids().contains(one.id()))
            .map(Asked::campaign)
            .toList(),
        compiled,
        Math.max(0, inAll - MOST));
  }

  private Map<Key, String> texts(List<Row> rows) {
    Map<Key, String> texts = new HashMap<>();
    database
        .sql(TEXTS)
        .param("campaigns", rows.stream().map(Row::id).toArray(String[]::new))
        .param("numbers", rows.stream().map(Row::number).toArray(Integer[]::new))
        .query(
            row -> {
              texts.put(
                  new Key(row.getString("campaign"), row.getInt("number")), row.getString("text"));
            });
    return texts;
  }

  /** As it ran; nothing where it has mistakes, which the job has not said yet. */
  private static Optional<CampaignSet.Published> version(Row row, String text) {
    return CampaignReader.read(row.id(), text, new ArrayList<>()).stream()
        .filter(CampaignDocument::sound)
        .findFirst()
        .map(CampaignDocument::campaign)
        .map(
            campaign ->
                campaign.with(
                    Campaign.Status.valueOf(row.versionState().toUpperCase(Locale.ROOT)),
                    campaign.published().orElse(row.at())))
        .map(campaign -> new CampaignSet.Published(campaign, row.number(), row.at()));
  }

  /** Campaigns that run together, and can say why. */
  static CampaignSet compile(List<Asked> together) {
    return CampaignSet.compileObservable(
            together.stream().flatMap(one -> one.versions().stream()).toList())
        .campaigns();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getString("name"),
        row.getString("state"),
        row.getBoolean("policy"),
        time(row.getTimestamp("since")),
        row.getLong("in_all"),
        row.getInt("number"),
        row.getString("version_state"),
        time(row.getTimestamp("at")));
  }

  private static Instant time(@Nullable Timestamp time) {
    return time == null ? Instant.EPOCH : time.toInstant();
  }
}
