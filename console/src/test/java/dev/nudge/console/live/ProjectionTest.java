package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProjectionTest {
  private static final int USERS = 50;
  private static final ObjectProvider<CampaignTexts> NO_TEXTS =
      new StaticListableBeanFactory().getBeanProvider(CampaignTexts.class);

  private final ConsoleSettings settings = TestBroker.settings();
  private final JdbcClient database = database();

  @Test
  void everyTriggerIsCountedOnceAndTheFunnelIsRightAlthoughTheCounterIsKilledAgainAndAgain()
      throws Exception {
    Thread writer = new Thread(this::write);
    writer.start();
    for (int i = 0; i < 3; i++) {
      long before = counted();
      Process process = process();
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> counted() > before || (!writer.isAlive() && counted() == 20_000));
      } finally {
        process.destroyForcibly().waitFor(); // SIGKILL
      }
    }
    writer.join();
    Projection last = projection();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(counted()).isEqualTo(20_000));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          number(
                              "select sum(entered)::bigint from funnel_part where step = 'looked'"))
                      .isEqualTo(10_000));
    } finally {
      last.stop();
    }
    assertThat(number("select sum(expired)::bigint from funnel_part")).isEqualTo(5_000);
    assertThat(number("select sum(waiting)::bigint from funnel_part")).isEqualTo(5_000);
  }

  @Test
  void whatASubtaskTakesOverWhenItBeginsCountsOnce() {
    Projection counter = projection();
    try {
      told("0", "{\"part\":0,\"of\":2}");
      told("1", "{\"part\":1,\"of\":2}");
      counts(0, 10, 0);
      counts(1, 5, 0);
      told("1/1/old", "{\"campaign\":\"old\",\"part\":1,\"steps\":{\"a\":{\"entered\":3}}}");
      TestBroker.flush();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(entered()).isEqualTo(15));

      // One subtask goes on with what was at the last checkpoint, and forgot a campaign that ended.
      told("0", "{\"part\":0,\"of\":1}");
      counts(0, 12, 0);
      TestBroker.flush();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(entered()).isEqualTo(12));
      assertThat(funnel("old").steps().get(0).runs().entered()).isEqualTo(3);

      told("x", "no JSON");
      told("x", "{\"part\":-1,\"steps\":[]}");
      told("0", "{\"part\":0,\"of\":2}");
      told("1", "{\"part\":1,\"of\":2}");
      counts(1, 2, 2);
      counts(0, 11, 1);
      TestBroker.flush();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(entered()).isEqualTo(13));
      assertThat(funnel("c").steps().get(0).people().waiting()).isEqualTo(10);
    } finally {
      counter.stop();
    }
  }

  @Test
  void ofPeopleThoseWhoCameAreThoseWhoLeftInAnyWayAndThoseWhoAreThere() {
    Projection counter = projection();
    try {
      told("0", "{\"part\":0,\"of\":2}");
      told("1", "{\"part\":1,\"of\":2}");
      told(
          "0/1/p",
          "{\"campaign\":\"p\",\"life\":1,\"part\":0,\"steps\":{\"looked\":{\"entered\":90,\"came\":40,"
              + "\"went_on\":10,\"stopped\":5,\"ran_out\":4,\"used_up\":3,\"crowded_out\":2,"
              + "\"let_go\":1,\"waiting\":15}}}");
      told(
          "1/1/p",
          "{\"campaign\":\"p\",\"life\":1,\"part\":1,\"steps\":{\"looked\":{\"entered\":9,\"came\":4,"
              + "\"went_on\":6,\"waiting\":-2}}}");
      told(
          "0/1/before",
          "{\"campaign\":\"before\",\"life\":1,\"part\":0,\"steps\":{\"looked\":{\"entered\":9,"
              + "\"expired\":2,\"waiting\":7}}}");
      TestBroker.flush();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(funnel("before").steps()).hasSize(1));
      assertThat(funnel("p").steps().get(0).people())
          .isEqualTo(new Funnels.StepPeople(44, 16, 5, 4, 3, 2, 1, 13));
      assertThat(funnel("before").steps().get(0).people())
          .as("of a job that counted no people yet")
          .isEqualTo(new Funnels.StepPeople(7, 0, 0, 0, 0, 0, 0, 7));
    } finally {
      counter.stop();
    }
  }

  private long entered() {
    return funnel("c").steps().stream().mapToLong(step -> step.runs().entered()).sum();
  }

  private Funnels.Funnel funnel(String campaign) {
    return new Funnels(database, new TriggerCounts(database), NO_TEXTS).of(campaign, Instant.now());
  }

  @Test
  void ofTwoConsolesOnOneDatabaseEachTriggerIsCountedByOne() {
    Projection one = projection();
    Projection other = projection();
    try {
      write();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(counted()).isEqualTo(20_000));
    } finally {
      one.stop();
      other.stop();
    }
    assertThat(counted()).isEqualTo(20_000);
  }

  @Test
  void aRecordThatTheDatabaseRefusesIsSetAsideAndAllOthersAreCountedOnce() {
    database.sql("alter table trigger_minute add check (campaign not like 'c6')").update();
    Thread writer = new Thread(this::writeFew);
    writer.start();
    Projection counter = projection();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(counted()).isEqualTo(998));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(number("select sum(next_offset)::bigint from stream_position"))
                      .isEqualTo(1_000));
    } finally {
      counter.stop();
    }
    assertThat(counted()).isEqualTo(998);
  }

  /** Two of these cannot be counted. */
  private void writeFew() {
    for (int i = 0; i < 1_000; i++) {
      String campaign = i % 500 == 250 ? "c6" : "c" + i % 5;
      TestBroker.send(
          settings.topics().triggers().get(0),
          "u" + i,
          "{\"campaign\":\"" + campaign + "\",\"user\":\"u" + i + "\",\"matched\":{}}");
    }
    TestBroker.flush();
  }

  private void write() {
    for (int i = 0; i < 20_000; i++) {
      String user = "u" + i % USERS;
      TestBroker.send(
          settings.topics().triggers().get(0),
          user,
          "{\"campaign\":\"c" + i % 7 + "\",\"user\":\"" + user + "\",\"matched\":{}}");
      if (i % 2 == 0) {
        counts(i % 4 / 2, i / 4 + 1, i % 4 == 0 ? i / 4 + 1 : 0);
      }
    }
    TestBroker.flush();
  }

  /** Of a part in which all or none expire. */
  private void counts(int part, int entered, int expired) {
    told(
        part + "/1/c",
        "{\"campaign\":\"c\",\"life\":1,\"part\":%d,\"steps\":{\"looked\":{\"entered\":%d,\"expired\":%d,\"waiting\":%d}}}"
            .formatted(part, entered, expired, entered - expired));
  }

  private void told(String key, String record) {
    TestBroker.send(settings.topics().funnel(), key, record);
  }

  private long counted() {
    return number("select coalesce(sum(fired), 0) from trigger_minute");
  }

  private long number(String sql) {
    return database.sql(sql).query(Long.class).optional().orElse(0L);
  }

  private Projection projection() {
    return ProjectionProcess.start(
        settings.database().url(),
        TestBroker.bootstrap(),
        settings.topics().triggers().get(0),
        settings.topics().funnel());
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.nudge.console.live.ProjectionProcess",
            settings.database().url(),
            TestBroker.bootstrap(),
            settings.topics().triggers().get(0),
            settings.topics().funnel())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private JdbcClient database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.database().url());
    source.setUser("postgres");
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    return JdbcClient.create(source);
  }
}
