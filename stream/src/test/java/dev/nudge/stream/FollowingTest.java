package dev.nudge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static EmbeddedKafka kafka;

  private final SetAside aside = new SetAside(failure -> false);
  private Following following;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    kafka = EmbeddedKafka.start(folder, "127.0.0.1", 0);
  }

  @AfterAll
  static void end() throws IOException {
    kafka.close();
  }

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
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrap()));
    String topic = "topic-" + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        Producer<byte[], byte[]> producer = clients.producer(10_000)) {
      NewTopics.make(admin, List.of(new NewTopic(topic, 1, (short) 1)));
      for (String record : records) {
        producer.send(new ProducerRecord<>(topic, bytes(record))).get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    Keeper keeper = new Keeper(judge);
    following = new Following(clients, aside, List.of(topic), "test-following", keeper);
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
    assertThat(aside.isOfRecord(sql("22021"))).isTrue(); // the character 0
    assertThat(aside.isOfRecord(sql("54000"))).isTrue(); // too long for an index
    assertThat(aside.isOfRecord(sql("23514"))).isTrue(); // a constraint
    assertThat(aside.isOfRecord(new IllegalStateException("no", sql("22008")))).isTrue();
    assertThat(aside.isOfRecord(new NullPointerException())).isTrue();
  }

  @Test
  void aDatabaseOrKafkaThatIsAwayOrFullDoesNot() {
    assertThat(aside.isOfRecord(sql("08006"))).isFalse(); // no connection
    assertThat(aside.isOfRecord(sql("53100"))).isFalse(); // the disk is full
    assertThat(aside.isOfRecord(sql("57P01"))).isFalse(); // it shuts down
    assertThat(aside.isOfRecord(sql("25006"))).isFalse(); // it may only be read
    assertThat(aside.isOfRecord(new DisconnectException())).isFalse();
  }

  @Test
  void norDoesWhatTheReaderSaysIsElsewhere() {
    SetAside busy = new SetAside(ArithmeticException.class::isInstance);
    assertThat(busy.isOfRecord(new IllegalStateException(new ArithmeticException()))).isFalse();
    assertThat(busy.isOfRecord(new IllegalStateException())).isTrue();
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RuntimeException sql(String state) {
    return new IllegalStateException("write", new SQLException("no", state));
  }
}
