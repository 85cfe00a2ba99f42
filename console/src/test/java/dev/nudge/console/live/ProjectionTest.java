package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProjectionTest {
  private static final int USERS = 50;

  private final ConsoleSettings settings = TestBroker.settings();
  private final JdbcClient database = database();

  @Test
  void everyTriggerAndTransitionIsCountedOnceAlthoughTheCounterIsKilledAgainAndAgain()
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
                  assertThat(number("select entered from funnel_step where step = 'looked'"))
                      .isEqualTo(10_000));
    } finally {
      last.stop();
    }
    assertThat(number("select expired from funnel_step where step = 'looked'")).isEqualTo(5_000);
    assertThat(number("select count(*) from funnel_waiting")).isEqualTo(USERS / 2);
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
        boolean expires = i % 4 == 0;
        TestBroker.send(
            settings.topics().transitions(),
            "u" + i / 2 % USERS,
            "{\"campaign\":\"c\",\"user\":\"u"
                + i / 2 % USERS
                + "\",\"kind\":\"started\",\"state\":\"looked\",\"open\":{\"looked\":1}}");
        if (expires) {
          TestBroker.send(
              settings.topics().transitions(),
              "u" + i / 2 % USERS,
              "{\"campaign\":\"c\",\"user\":\"u"
                  + i / 2 % USERS
                  + "\",\"kind\":\"expired\",\"state\":\"looked\",\"open\":{}}");
        }
      }
    }
    TestBroker.flush();
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
        settings.topics().transitions());
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
            settings.topics().transitions())
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
