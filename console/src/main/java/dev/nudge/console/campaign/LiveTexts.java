package dev.nudge.console.campaign;

import dev.nudge.console.live.CampaignTexts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells the live view what campaigns are called and what they say. */
@Repository
class LiveTexts implements CampaignTexts {
  private final JdbcClient database;

  LiveTexts(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    database
        .sql("select id, name from campaign where name <> ''")
        .query(
            row -> {
              names.put(row.getString(1), row.getString(2));
            });
    return names;
  }

  @Override
  public Set<String> ids() {
    return database.sql("select id from campaign").query(String.class).set();
  }

  @Override
  public Optional<String> text(String campaign) {
    return database
        .sql(
            "select coalesce(v.text, c.draft) from campaign c left join campaign_version v"
                + " on v.campaign = c.id and v.number = c.version where c.id = :id")
        .param("id", campaign)
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(text -> text);
  }
}
