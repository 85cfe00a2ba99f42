package dev.nudge.console.person;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Publications;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignReader;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The campaigns in which somebody waits, as the job's funnel says, compiled: each in its version of
 * now, as if that had been live since the campaign began. Each version is compiled once.
 */
@Component
class LiveCampaignSet {
  private static final String WAITING =
      """
      select c.id, c.version from campaign c where c.state in ('live', 'shadow', 'paused')
        and exists (select from funnel_part f where f.campaign = c.id and f.waiting > 0)
      """;
  private static final String VERSION =
      """
      select v.text, (select min(one.at) from campaign_version one
        where one.campaign = v.campaign and one.number > coalesce((
          select max(ended.number) from campaign_version ended
          where ended.campaign = v.campaign and ended.state = 'ended'), 0))
      from campaign_version v where v.campaign = ? and v.number = ?
      """;

  private final JdbcClient database;
  private final Publications publications = new Publications();
  private final Map<String, Integer> known = new HashMap<>();
  private CampaignSet set = publications.campaigns();

  LiveCampaignSet(JdbcClient database) {
    this.database = database;
  }

  private record Named(String id, int version) {}

  private record Live(String text, Instant since) {}

  /** As it is now. */
  synchronized CampaignSet now() {
    List<Named> waiting =
        database
            .sql(WAITING)
            .query((row, number) -> new Named(row.getString(1), row.getInt(2)))
            .list();
    boolean changed = false;
    Set<String> gone = new HashSet<>(known.keySet());
    for (Named one : waiting) {
      gone.remove(one.id());
      if (known.getOrDefault(one.id(), 0) != one.version()) {
        known.put(one.id(), one.version());
        publications.forget(one.id());
        add(one);
        changed = true;
      }
    }
    for (String id : gone) {
      known.remove(id);
      publications.forget(id);
      changed = true;
    }
    if (changed) {
      set = publications.campaigns();
    }
    return set;
  }

  private void add(Named one) {
    database
        .sql(VERSION)
        .param(one.id())
        .param(one.version())
        .query(
            (row, number) -> {
              Timestamp since = row.getTimestamp(2);
              String text = row.getString(1);
              return new Live(
                  text == null ? "" : text, since == null ? Instant.EPOCH : since.toInstant());
            })
        .list()
        .forEach(live -> add(one, live));
  }

  /** One that the job refuses, and the console therefore finds mistakes in, has no runs. */
  private void add(Named one, Live live) {
    CampaignReader.read(one.id(), live.text(), new ArrayList<>()).stream()
        .filter(document -> document.sound())
        .findFirst()
        .ifPresent(
            document -> {
              Campaign campaign =
                  document
                      .campaign()
                      .with(
                          Campaign.Status.LIVE,
                          document.campaign().published().orElse(live.since()));
              var unused =
                  publications.add(
                      new CampaignSet.Published(campaign, one.version(), live.since()));
            });
  }
}
