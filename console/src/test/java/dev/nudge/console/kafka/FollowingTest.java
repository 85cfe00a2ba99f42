package dev.nudge.console.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.TestBroker;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class FollowingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ConsoleSettings settings = TestBroker.settings();
  private final SetAside aside = new SetAside();
  private Following following;

  @AfterEach
  void stop() {
    if (following != null) {
      following.close();
    }
  }

  /** Keeps what it takes, as a database does: all since the last time, or nothing. */
  private static final class Keeper implements Following.Reader {
    final List<String> kept = new CopyOnWriteArrayList<>();
    final List<String> tried = new CopyOnWriteArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Consumer<String> judge;
    private volatile long offset;
    private long next;

    Keeper(Consumer<String> judge) {
      this.judge = judge;
    }

    @Override
    public void begin(
        org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
        List<TopicPartition> partitions) {
      taken.clear();
      next = offset;
      consumer.seek(partitions.get(0), offset);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      taken.add(new String(record.value(), StandardCharsets.UTF_8));
      pass(record);
    }

    @Override
    public void pass(ConsumerRecord<byte[], byte[]> record) {
      next = record.offset() + 1;
    }

    @Override
    public void keep(boolean now) {
      for (String text : taken) {
        tried.add(text);
        judge.accept(text);
      }
      kept.addAll(taken);
      offset = next;
      taken.clear();
    }
  }

  private Keeper follow(Consumer<String> judge, String... records) {
    String topic = TestBroker.topics(1).canonicalEvents().orElseThrow();
    for (String record : records) {
      TestBroker.send(topic, "key", record);
    }
    TestBroker.flush();
    Keeper keeper = new Keeper(judge);
    following =
        new Following(new KafkaClients(settings), aside, List.of(topic), "test-following", keeper);
    following.start();
    return keeper;
  }

  @Test
  void aRecordThatFailsThreeTimesIsSetAsideAndTheOthersAreKeptOnce() {
    Keeper keeper =
        follow(
            text -> {
              if (text.startsWith("bad")) {
                throw new IllegalArgumentException("cannot take " + text);
              }
            },
            "a",
            "bad 1",
            "b",
            "c",
            "bad 2",
            "d");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(keeper.kept).containsExactly("a", "b", "c", "d"));
    assertThat(aside.count()).isEqualTo(2);
    // With all others, with a few, and three times alone.
    assertThat(keeper.tried).filteredOn("bad 1"::equals).hasSize(5);
  }

  @Test
  void aDatabaseThatDoesNotTakeTheValueSpeaksOfTheRecord() {
    assertThat(RecordFailed.isWhy(sql("22021"))).isTrue(); // the character 0
    assertThat(RecordFailed.isWhy(sql("54000"))).isTrue(); // too long for an index
    assertThat(RecordFailed.isWhy(sql("23514"))).isTrue(); // a constraint
    assertThat(RecordFailed.isWhy(new IllegalStateException("no", sql("22008")))).isTrue();
    assertThat(RecordFailed.isWhy(new NullPointerException())).isTrue();
  }

  @Test
  void aDatabaseOrKafkaThatIsAwayOrFullDoesNot() {
    assertThat(RecordFailed.isWhy(sql("08006"))).isFalse(); // no connection
    assertThat(RecordFailed.isWhy(sql("53100"))).isFalse(); // the disk is full
    assertThat(RecordFailed.isWhy(sql("57P01"))).isFalse(); // it shuts down
    assertThat(RecordFailed.isWhy(sql("25006"))).isFalse(); // it may only be read
    assertThat(
            RecordFailed.isWhy(
                new CannotGetJdbcConnectionException("away", new SQLException("timed out"))))
        .isFalse();
    assertThat(RecordFailed.isWhy(new ConcurrencyFailureException("overtaken"))).isFalse();
    assertThat(RecordFailed.isWhy(new DisconnectException())).isFalse();
  }

  @Test
  void nothingIsSetAsideWhileTheDatabaseIsAway() {
    long back = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    Keeper keeper =
        follow(
            text -> {
              if (System.nanoTime() < back) {
                throw sql("08006");
              }
            },
            "a",
            "b");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(keeper.kept).containsExactly("a", "b"));
    assertThat(keeper.tried.size()).isGreaterThan(2);
    assertThat(aside.count()).isZero();
  }

  private static RuntimeException sql(String state) {
    return new UncategorizedSQLException("write", "insert", new SQLException("no", state));
  }
}
