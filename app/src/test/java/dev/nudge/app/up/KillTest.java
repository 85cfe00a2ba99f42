package dev.nudge.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import dev.nudge.app.FreePort;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code nudge up} is killed at random moments, also while it starts, and started again, with
 * events coming all the while. In the end its triggers are those of an undisturbed run over the
 * same log: that of {@code nudge replay}, which knows nothing of Flink or checkpoints; and what is
 * kept of customers is what the log says.
 */
@Tag("slow")
final class KillTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int USERS = 300;
  private static final Pattern EVENT =
      Pattern.compile("\"id\":\"(\\w+)\".*\"type\":\"(\\w+)\".*\"price\":([0-9.]+)");
  private static final Pattern MOVE =
      Pattern.compile(
          "\"campaign\":\"([-\\w]+)\".*?\"kind\":\"(\\w+)\",\"state\":\"(\\w+)\"(?:,\"from\":\"(\\w+)\")?");
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([0-9a-f]+)\"");

  /** A deadline, a sequence and a measure, all of seconds. */
  private static final String CAMPAIGNS =
      """
      id: abandoned-cart
      published: %1$s
      pattern:
        steps:
          - {name: cart, event: cart, where: event.price > 50.0}
          - {name: purchase, event: purchase, absent: true}
        within: 4s
      offer: {text: "Still thinking about ${cart.product_id}?"}
      ---
      id: quick-buyer
      published: %1$s
      pattern:
        steps:
          - {name: cart, event: cart}
          - {name: purchase, event: purchase}
        within: 3s
      ---
      id: looks-around
      published: %1$s
      measures:
        views: {aggregate: count, event: view, over: 10s}
      when: views >= 6
      """;

  /** Wanted by many more users than get it, and so by all subtasks at once. */
  private static final int BUDGET = 120;

  private static final String WITH_A_BUDGET =
      """
      id: first-come
      budget: {total: %d}
      pattern:
        steps:
          - {name: look, event: view}
      """
          .formatted(BUDGET);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  /** Triggers of the campaign with a budget, as they came. */
  private final List<String> ofBudget = new ArrayList<>();

  private final Random random = new Random(20261120);
  private UpProcess up;

  @AfterEach
  void end() throws InterruptedException {
    up.close();
  }

  @Test
  void killedTenTimesItFiresWhatAnUndisturbedRunFiresAndSpendsABudgetExactly() throws Exception {
    List<String> fired = killed(10, "read_uncommitted", "console.port=" + FreePort.find());

    assertThat(new TreeSet<>(fired)).containsExactlyElementsOf(expected());
    assertThat(new TreeSet<>(ofBudget)).hasSize(BUDGET);
    List<BigDecimal> said = ofTheLog();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions() // PostgreSQL may still start
        .untilAsserted(() -> assertThat(stored()).isEqualTo(said));
    Map<String, Long> moved = moved();
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(funnel()).isEqualTo(moved));
  }

  @Test
  void withTransactionsEveryTriggerIsReadOnceAndABudgetIsSpentExactly() throws Exception {
    List<String> fired =
        killed(
            3,
            "read_committed",
            "delivery=exactly_once",
            "flink.checkpoint_every=2s",
            "flink.parallelism=4");

    assertThat(fired.stream().sorted().toList()).containsExactlyElementsOf(expected());
    assertThat(ofBudget).doesNotHaveDuplicates().hasSize(BUDGET);
  }

  /** The ids of the triggers that can be read in the end, in no order. */
  private List<String> killed(int kills, String isolation, String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("time.slack=3s"); // this machine may be busy, and what is late is not asked here
    up = new UpProcess(folder, Map.of(), all.toArray(String[]::new));
    up.start();
    up.awaitReady();
    publish();
    Load load = new Load();
    load.start();
    for (int kill = 1; kill <= kills; kill++) {
      // From the start on: sometimes it is not ready yet.
      pass(Duration.ofMillis(2_000 + random.nextInt(20_000)));
      up.kill();
      up.start();
    }
    up.awaitReady();
    load.finish();

    Set<String> expected = expected();
    List<String> fired = new ArrayList<>();
    try (KafkaConsumer<String, String> triggers = up.reader("nudge.triggers", isolation)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                triggers.poll(Duration.ofMillis(100)).forEach(record -> sort(record, fired));
                return fired.containsAll(expected);
              });
      // What should not come has time to.
      Instant until = Instant.now().plusSeconds(10);
      while (Instant.now().isBefore(until)) {
        triggers.poll(Duration.ofMillis(100)).forEach(record -> sort(record, fired));
      }
    }
    return fired;
  }

  private void sort(ConsumerRecord<String, String> trigger, List<String> fired) {
    (trigger.value().contains("\"campaign\":\"first-come\"") ? ofBudget : fired)
        .add(id(trigger.value()));
  }

  /** The ids that a replay of the log gives. */
  private Set<String> expected() throws IOException {
    Path log = folder.resolve("log.jsonl");
    Path out = folder.resolve("expected.jsonl");
    Files.write(log, log());
    Command replay =
        Command.nudge(
            "replay",
            "--campaigns",
            folder.resolve("campaigns.yaml"),
            "--events",
            log,
            "--out",
            out,
            "--transitions",
            folder.resolve("transitions.jsonl"));
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    Set<String> ids = new TreeSet<>();
    for (String line : Files.readAllLines(out)) {
      ids.add(id(line));
    }
    assertThat(ids).hasSizeGreaterThan(100);
    return ids;
  }

  /** All events of the topic, partition after partition. */
  private List<String> log() {
    try (KafkaConsumer<String, String> events = up.reader("nudge.events", "read_uncommitted")) {
      Map<TopicPartition, Long> ends = events.endOffsets(events.assignment());
      List<List<String>> partitions = new ArrayList<>();
      ends.keySet().forEach(partition -> partitions.add(new ArrayList<>()));
      while (ends.entrySet().stream()
          .anyMatch(end -> events.position(end.getKey()) < end.getValue())) {
        events
            .poll(Duration.ofMillis(100))
            .forEach(record -> partitions.get(record.partition()).add(record.value()));
      }
      return partitions.stream().flatMap(List::stream).toList();
    }
  }

  /** Events, purchases, what was paid, and orders of customers, as PostgreSQL has them. */
  private List<BigDecimal> stored() throws IOException, SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select count(*) from data.activity), count(*), sum(total),
                  (select sum(orders) from data.customers)
                from data.purchases
                """)) {
      row.next();
      List<BigDecimal> numbers = new ArrayList<>();
      for (int column = 1; column <= 4; column++) {
        numbers.add(row.getBigDecimal(column).setScale(1));
      }
      return numbers;
    }
  }

  /** What the transitions of the replay come to, by campaign, step and what happened there. */
  private Map<String, Long> moved() throws IOException {
    Map<String, Long> moved = new TreeMap<>();
    for (String transition : Files.readAllLines(folder.resolve("transitions.jsonl"))) {
      Matcher parts = MOVE.matcher(transition);
      assertThat(parts.find()).as(transition).isTrue();
      String campaign = parts.group(1);
      String step = campaign + " " + parts.group(3) + " ";
      switch (parts.group(2)) {
        case "started" -> moved.merge(step + "entered", 1L, Long::sum);
        case "completed" -> moved.merge(step + "advanced", 1L, Long::sum);
        case "advanced" -> {
          moved.merge(step + "entered", 1L, Long::sum);
          moved.merge(campaign + " " + parts.group(4) + " advanced", 1L, Long::sum);
        }
        default -> moved.merge(step + parts.group(2), 1L, Long::sum);
      }
    }
    return moved;
  }

  /** The same, as PostgreSQL has it of the job, of what is replayed; and that nobody waits. */
  private Map<String, Long> funnel() throws IOException, SQLException {
    Map<String, Long> funnel = new TreeMap<>();
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select campaign, step, what, sum(count)::bigint
                from (select *, bool_and(past) over (partition by campaign, life) as gone
                  from funnel_part) parts
                cross join lateral (values ('entered', entered), ('advanced', advanced),
                  ('cancelled', cancelled), ('expired', expired), ('skipped', skipped),
                  ('dropped', dropped), ('waiting', waiting)) counts (what, count)
                where (gone or not past) and campaign <> 'first-come'
                group by 1, 2, 3 having sum(count) <> 0
                """)) {
      while (row.next()) {
        funnel.put(
            row.getString(1) + " " + row.getString(2) + " " + row.getString(3), row.getLong(4));
      }
    }
    return funnel;
  }

  private Connection database() throws IOException, SQLException {
    String port = Files.readAllLines(up.data().resolve("postgres/data/postmaster.pid")).get(3);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  /** The same, counted over the log; an event may stand there twice. */
  private List<BigDecimal> ofTheLog() {
    Map<String, BigDecimal> paid = new HashMap<>();
    Set<String> events = new HashSet<>();
    for (String event : log()) {
      Matcher parts = EVENT.matcher(event);
      assertThat(parts.find()).as(event).isTrue();
      events.add(parts.group(1));
      if (parts.group(2).equals("purchase")) {
        paid.put(parts.group(1), new BigDecimal(parts.group(3)));
      }
    }
    BigDecimal orders = BigDecimal.valueOf(paid.size()).setScale(1);
    BigDecimal total = paid.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return List.of(BigDecimal.valueOf(events.size()).setScale(1), orders, total, orders);
  }

  private void publish() throws IOException {
    Path file = folder.resolve("campaigns.yaml");
    Files.writeString(file, CAMPAIGNS.formatted(Instant.now().minusSeconds(60)));
    Path budget = folder.resolve("budget.yaml");
    Files.writeString(budget, WITH_A_BUDGET);
    Command publish = Command.nudge("publish", file, budget, "--bootstrap", up.bootstrap());
    assertThat(publish.exitCode()).as(publish.err()).isZero();
  }

  private static String id(String trigger) {
    Matcher id = ID.matcher(trigger);
    assertThat(id.lookingAt()).as(trigger).isTrue();
    return id.group(1);
  }

  private static void pass(Duration time) {
    Awaitility.await().atMost(PATIENCE).pollDelay(time).until(() -> true);
  }

  /** Shoppers who do not notice that the shop is down: their events wait in the producer. */
  private final class Load {
    private final Random shoppers = new Random(7);
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean finished;
    private volatile Throwable failure;

    void start() {
      thread.start();
    }

    void finish() throws InterruptedException {
      finished = true;
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).isFalse();
      assertThat(failure).isNull();
    }

    private void run() {
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  up.bootstrap(),
                  "linger.ms",
                  0,
                  "delivery.timeout.ms",
                  600_000,
                  "max.block.ms", // in which it may learn of the topic
                  600_000,
                  "request.timeout.ms",
                  5_000,
                  "reconnect.backoff.max.ms",
                  200),
              new StringSerializer(),
              new StringSerializer())) {
        for (long i = 0; !finished; i++) {
          String user = "u" + shoppers.nextInt(USERS);
          producer.send(
              new ProducerRecord<>("nudge.events", user, event(i, user)),
              (written, e) -> {
                if (e != null) {
                  failure = e;
                }
              });
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        producer.flush();
      } catch (Exception e) {
        failure = e;
      }
    }

    private String event(long number, String user) {
      int dice = shoppers.nextInt(10);
      String type = dice < 6 ? "view" : dice < 8 ? "cart" : "purchase";
      return """
          {"id":"e%d","user":"%s","type":"%s","time":"%s","product_id":"p%d","price":%d.5}"""
          .formatted(
              number, user, type, Instant.now(), shoppers.nextInt(50), shoppers.nextInt(100));
    }
  }
}
