package dev.nudge.console.campaign;

import dev.nudge.console.effect.Documents;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells what was published, for whoever measures effects. */
@Repository
class EffectDocuments implements Documents {
  private final Versions versions;
  private final JdbcClient database;

  EffectDocuments(Versions versions, JdbcClient database) {
    this.versions = versions;
    this.database = database;
  }

  @Override
  public List<Published> published(String campaign) {
    return versions.all(campaign).stream()
        .filter(version -> version.jobState() != JobState.REFUSED)
        .flatMap(
            version ->
                version.text().map(text -> new Published(version.jobVersion(), text)).stream())
        .toList();
  }

  @Override
  public List<String> policies() {
    return database
        .sql(
            "select v.text from campaign c join campaign_version v on v.campaign = c.id"
                + " and v.number = c.version where c.policy and c.state = 'live'"
                + " and v.text is not null")
        .query(String.class)
        .list();
  }
}
