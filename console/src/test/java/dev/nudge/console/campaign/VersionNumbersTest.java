package dev.nudge.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import dev.nudge.console.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class VersionNumbersTest {
  @Test
  void aPauseTakesNoNumberOfAVersion() throws IOException {
    try (Console console =
        Console.start(ConsoleSettings.local(TestDatabase.empty(), "127.0.0.1:1"))) {
      Browser admin = new SignedIn(console).admin();
      String text = CampaignTest.document("cart");
      admin.post("/api/campaigns", Map.of("text", text));
      assertThat(version(admin, "publish", Map.of("revision", 1))).isEqualTo(1);
      assertThat(version(admin, "pause", Map.of())).isEqualTo(1);
      Map<String, Object> edit = Map.of("text", text + "# second\n", "revision", 2);
      assertThat(admin.call("PUT", "/api/campaigns/cart/draft", edit).status()).isEqualTo(200);
      assertThat(version(admin, "publish", Map.of("revision", 3))).isEqualTo(2);
      version(admin, "pause", Map.of());
      assertThat(admin.get("/api/campaigns/cart").json().get("version").asInt()).isEqualTo(2);
      assertThat(admin.get("/api/campaigns?q=cart").json().at("/items/0/version").asInt())
          .isEqualTo(2);
      JsonNode versions = admin.get("/api/campaigns/cart/versions").json();
      assertThat(versions.findValuesAsString("number")).containsExactly("2", "2", "1", "1");
      assertThat(versions.findValuesAsString("statusAlone"))
          .containsExactly("true", "false", "true", "false");

      assertThat(version(admin, "rollback", Map.of("version", 1))).isEqualTo(3);
      assertThat(admin.get("/api/campaigns/cart").json().get("text").asString()).isEqualTo(text);
      version(admin, "pause", Map.of());
      assertThat(version(admin, "rollback", Map.of("version", 3)))
          .as("back to what it says but for its status: it goes on")
          .isEqualTo(3);
    }
  }

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
    database
        .sql(
            "insert into audit (campaign, at, by, action, version, detail)"
                + " values ('cart', now(), 'ann', 'rollback', 5, 'to version 4')")
        .update();
    migrate(source, "latest");
    assertThat(database.sql("select detail from audit").query(String.class).single())
        .isEqualTo("to version 2");
    assertThat(
            database
                .sql("select said from campaign_version order by campaign, number")
                .query(Integer.class)
                .list())
        .containsExactly(1, 1, 1, 2, 2, 1, 1, 1, 2, 2);
  }

  private static int version(Browser admin, String action, Map<String, Object> body) {
    Browser.Answer answer = admin.post("/api/campaigns/cart/" + action, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("version").asInt();
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
