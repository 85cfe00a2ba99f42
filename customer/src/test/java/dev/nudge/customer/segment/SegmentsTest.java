package dev.nudge.customer.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
  private static WrittenCustomers customers;

  @TempDir private Path folder;
  private final MovingClock clock = new MovingClock();
  private final List<Membership.Change> told = new ArrayList<>();
  private Segments segments;
  private int edits;

  @BeforeAll
  static void start() throws Exception {
    customers = WrittenCustomers.start();
    customers.execute(
        "insert into "
            + customers.table("profiles")
            + " values ('ann', '{\"tier\": \"gold\"}'), ('bob', '{\"tier\": \"silver\"}'),"
            + " ('cid', '{\"tier\": [1]}')");
  }

  @AfterAll
  static void stop() {
    customers.close();
  }

  @BeforeEach
  void clear() throws SQLException {
    customers.execute("truncate customer.segment, customer.segment_member, customer.segment_size");
    customers.execute("delete from " + customers.table("purchases"));
    open();
  }

  private void open() {
    segments =
        new Segments(
            customers.store(),
            Optional.of(folder),
            ZoneOffset.UTC,
            clock,
            (connection, changes) -> told.addAll(changes));
  }

  private void define(String id, String who) throws IOException {
    Path file = folder.resolve(id + ".yaml");
    Files.writeString(file, "id: " + id + "\nwho: \"" + who + "\"\n");
    // Two edits within one tick of the file system's clock are two all the same.
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * ++edits));
  }

  private void settle() throws SQLException {
    clock.pass(Duration.ofSeconds(2));
    while (segments.work() == 0) {
      // Until nothing is left to do.
    }
  }

  private static void buys(String user, Instant time) throws SQLException {
    customers.execute(
        "insert into "
            + customers.table("purchases")
            + " (user_id, purchase_id, event_time, items) values ('%s', '%s', '%s', '{}')"
                .formatted(user, UUID.randomUUID(), time));
  }

  private static List<String> members(String segment) throws SQLException {
    return customers.read(
        "select user_id from data.segment_members where segment = '" + segment + "' order by 1");
  }

  private List<String> told() {
    List<String> lines =
        told.stream()
            .map(
                change ->
                    change.user() + (change.entered() ? " enters " : " leaves ") + change.segment())
            .sorted()
            .toList();
    told.clear();
    return lines;
  }

  @Test
  void everybodyIsLookedAtWhenASegmentIsNewAndWhenItsConditionChanges() throws Exception {
    define("metal", "profile.tier == 'gold'");
    settle();
    assertThat(members("metal")).containsExactly("ann");
    assertThat(told()).containsExactly("ann enters metal");
    define("metal", "profile.tier == 'silver'");
    settle();
    assertThat(members("metal")).containsExactly("bob");
    assertThat(told()).containsExactly("ann leaves metal", "bob enters metal");
    assertThat(segments.status())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.size()).isEqualTo(1);
              assertThat(status.complete()).isTrue();
              assertThat(status.lookedAt()).isEqualTo(3);
            });
  }

  @Test
  void whenItsFileIsGoneAllLeave() throws Exception {
    define("metal", "profile.tier in ['gold', 'silver']");
    settle();
    assertThat(members("metal")).containsExactly("ann", "bob");
    told();
    Files.delete(folder.resolve("metal.yaml"));
    settle();
    assertThat(members("metal")).isEmpty();
    assertThat(told()).containsExactly("ann leaves metal", "bob leaves metal");
    assertThat(segments.status()).isEmpty();
  }

  @Test
  void whileAFileHasAMistakeNobodyLeaves() throws Exception {
    define("metal", "profile.tier == 'gold'");
    define("other", "profile.tier == 'silver'");
    settle();
    define("metal", "profile.tier = 'gold'");
    Files.delete(folder.resolve("other.yaml"));
    settle();
    assertThat(members("metal")).containsExactly("ann");
    assertThat(members("other")).containsExactly("bob");
    assertThat(segments.problems())
        .extracting(Problem::text)
        .singleElement()
        .asString()
        .contains("to compare, write '=='");
  }

  @Test
  void whatIsWrittenWhileAFileHasAMistakeFromTheStartCountsWhenItIsMended() throws Exception {
    define("buyers", "customer.orders > 0");
    settle();
    assertThat(members("buyers")).isEmpty();
    define("buyers", "customer.order > 0");
    open();
    settle();
    buys("bob", clock.instant());
    settle();
    assertThat(members("buyers")).isEmpty();
    define("buyers", "customer.orders > 0");
    settle();
    assertThat(members("buyers")).containsExactly("bob");
  }

  @Test
  void aConditionThatFailsForSomebodyIsToldAndTheOthersGoOn() throws Exception {
    define("g", "profile.tier.startsWith('g')");
    settle();
    assertThat(members("g")).containsExactly("ann");
    assertThat(segments.status().get(0).failure()).get().asString().startsWith("cid: ");
  }

  @Test
  void theirNamesAreKnownWhenAllOfThemAreRead() throws Exception {
    assertThat(segments.names()).isEmpty();
    define("metal", "profile.tier == 'gold'");
    settle();
    assertThat(segments.names()).contains(Set.of("metal"));
    define("other", "profile.tier = 'gold'");
    settle();
    assertThat(segments.names()).isEmpty();
  }

  @Test
  void whoseProfileCannotBeReadIsInNoSegmentAndIsTold() throws Exception {
    String nested = "[".repeat(200) + "]".repeat(200);
    String profiles = customers.table("profiles");
    customers.execute("insert into " + profiles + " values ('deb', '{\"at\": " + nested + "}')");
    try {
      define("plain", "!has(profile.tier)");
      settle();
      assertThat(members("plain")).isEmpty();
      assertThat(segments.status().get(0).failure())
          .get()
          .asString()
          .startsWith("deb: the profile cannot be read: ");
    } finally {
      customers.execute("delete from " + profiles + " where user_id = 'deb'");
    }
  }

  @Test
  void aChangeHasTheTimeOfTheEventThatMadeItSoAndElseThatOfTheClock() throws Exception {
    define("buyers", "customer.orders > 0");
    define("metal", "profile.tier == 'gold'");
    settle();
    told.clear();
    Instant bought = clock.instant().minus(Duration.ofDays(3));
    buys("bob", bought);
    settle();
    assertThat(told).extracting(Membership.Change::at).containsExactly(bought);
    told.clear();
    customers.execute(
        "update "
            + customers.table("profiles")
            + " set profile = '{\"tier\": \"gold\"}' where user_id = 'bob'");
    settle();
    assertThat(told).extracting(Membership.Change::at).containsExactly(clock.instant());
    customers.execute(
        "update "
            + customers.table("profiles")
            + " set profile = '{\"tier\": \"silver\"}' where user_id = 'bob'");
  }

  @Test
  void factsAreTheColumnsOfTheViewOfCustomers() throws Exception {
    assertThat(
            customers.read(
                "select attname from pg_attribute where attrelid = 'data.customers'::regclass"
                    + " and attnum > 0 and attname not in ('user_id', 'profile')"))
        .containsExactlyInAnyOrderElementsOf(Facts.TYPES.keySet());
  }

  @Test
  void reachKnowsProfilesAndSegments() throws Exception {
    define("metal", "profile.tier in ['gold', 'silver']");
    settle();
    Reach reach = new Reach(customers.store(), ZoneOffset.UTC);
    List<Problem> problems = new ArrayList<>();
    assertThat(reach.count("profile.tier == 'gold'", problems))
        .contains(new Reach.Answer(1, 3, 3, true));
    assertThat(reach.count("profile.tier == 'gold' || segment('metal')", problems))
        .contains(new Reach.Answer(2, 3, 3, true));
    assertThat(reach.count("customer.orders == 0 && !segment('metal')", problems))
        .contains(new Reach.Answer(1, 3, 3, true));
    assertThat(problems).isEmpty();
  }
}
