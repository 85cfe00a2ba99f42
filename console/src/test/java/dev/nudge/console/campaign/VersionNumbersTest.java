package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class VersionNumbersTest {
  @Test
  void aHistoryOfBeforeIsNumberedAnewWithoutItsPauses() {
    ConsoleSettings.Database settings = TestDatabase.empty();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    migrate(source, "23");
    JdbcClient database = JdbcClient.create(source);
    for (String campaign : List.of("cart", "other")) {
      database
          .sql(
              "insert into campaign (id, name, state, version, changed, changed_by)"
                  + " values (:id, :id, 'live', 5, now(), 'ann')")
          .param("id", campaign)
          .update();
      database
          .sql(
              "insert into campaign_version"
                  + " (campaign, number, text, status_alone, state, by, at, source)"
                  + " select :id, number, 'id: cart', number in (2, 3, 5), 'live', 'ann', now(),"
                  + " 'console' from generate_series(1, 5) number")
          .param("id", campaign)
          .update();
    }
    migrate(source, "latest");
    assertThat(
            database
                .sql("select said from campaign_version order by campaign, number")
                .query(Integer.class)
                .list())
        .containsExactly(1, 1, 1, 2, 2, 1, 1, 1, 2, 2);
  }

  private static void migrate(PGSimpleDataSource source, String version) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }
}
