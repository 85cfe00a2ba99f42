package dev.nudge.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nudge.app.Command;
import dev.nudge.app.up.UpProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code nudge up} is killed while rows are written to a table it follows, and started again. Each
 * row fires a campaign that says which row it was and how many its user has: none is lost, and none
 * counts twice.
 */
@Tag("slow")
final class DatabaseKillTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KILLS = 3;

  /**
   * So many that what a connector reads again after a kill, many seconds of rows on a busy machine,
   * is among the 32 last events that are known of each.
   */
  private static final int USERS = 400;

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String CAMPAIGN =
      """
      id: counted
      published: %s
      measures:
        clicks: {aggregate: count, event: view, over: 1d}
      pattern:
        steps:
          - {name: click, event: view}
      offer: {row: "${click.row}", clicks: "${clicks}"}
      """;

  @TempDir private Path folder;

  @Test
  void eachRowOfPostgresIsOneEvent() throws Exception {
    try (PostgresShop shop = PostgresShop.start()) {
      eachRowIsOneEvent(shop);
    }
  }

  @Test
  void eachRowOfMariaDbIsOneEvent() throws Exception {
    assumeThat(MariaDbShop.isInstalled())
        .as("no MariaDB: apt-get install mariadb-server-core mariadb-client-core")
        .isTrue();
    try (MariaDbShop shop = MariaDbShop.start(folder)) {
      eachRowIsOneEvent(shop);
    }
  }

  private void eachRowIsOneEvent(ShopDatabase shop) throws Exception {
    shop.run(
        "create table customers (id varchar(40) primary key); create table click_stream (id bigint"
            + " primary key, visitor varchar(40), action varchar(20))");
    try (UpProcess up =
        new UpProcess(
            folder,
            Map.of(
                "SHOP_PASSWORD",
                ShopDatabase.PASSWORD,
                "NUDGE_CONFIG",
                ShopDatabase.EXAMPLE.resolve("database/nudge.yaml").toString()))) {
      up.start();
      up.awaitReady();
      Path campaign = folder.resolve("counted.yaml");
      Files.writeString(campaign, CAMPAIGN.formatted(Instant.now().minusSeconds(60)));
      Command publish = Command.nudge("publish", campaign, "--bootstrap", up.bootstrap());
      assertThat(publish.exitCode()).as(publish.err()).isZero();
      Command add = shop.addTo(up.data(), folder);
      assertThat(add.exitCode()).as(add.err()).isZero();

      AtomicBoolean finished = new AtomicBoolean();
      CompletableFuture<Long> written = CompletableFuture.supplyAsync(() -> write(shop, finished));
      for (int kill = 0; kill < KILLS; kill++) {
        Awaitility.await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ofSeconds(5L + 3 * kill))
            .until(() -> true);
        up.kill();
        up.start();
        up.awaitReady();
      }
      finished.set(true);
      long rows = written.get();
      assertFiredOnce(up, rows);
    }
  }

  /** A row each ten milliseconds, of one user after the other; answers how many. */
  private static long write(ShopDatabase shop, AtomicBoolean finished) {
    try (Connection connection = shop.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into click_stream (id, visitor, action) values (?, ?, 'view')")) {
      long row = 0;
      while (!finished.get()) {
        insert.setLong(1, row);
        insert.setString(2, "u" + row % USERS);
        insert.executeUpdate();
        row++;
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return row;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertFiredOnce(UpProcess up, long rows) {
    Map<Long, Set<Long>> counts = new TreeMap<>();
    try (KafkaConsumer<String, String> triggers = up.reader("nudge.triggers", "read_uncommitted")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                triggers
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        trigger -> {
                          var offer = JSON.readTree(trigger.value()).path("offer");
                          counts
                              .computeIfAbsent(offer.path("row").asLong(), any -> new TreeSet<>())
                              .add(offer.path("clicks").asLong());
                        });
                return counts.size() >= rows;
              });
    }
    System.out.printf("%d rows, killed %d times%n", rows, KILLS);
    assertThat(rows).isGreaterThan(1_000);
    Map<Long, Set<Long>> expected = new TreeMap<>();
    for (long row = 0; row < rows; row++) {
      expected.put(row, Set.of(row / USERS + 1));
    }
    Map<Long, Set<Long>> wrong = new TreeMap<>(counts);
    wrong.entrySet().removeAll(expected.entrySet());
    assertThat(wrong).as("rows that count otherwise").isEmpty();
    assertThat(counts.keySet()).isEqualTo(expected.keySet());
  }
}
