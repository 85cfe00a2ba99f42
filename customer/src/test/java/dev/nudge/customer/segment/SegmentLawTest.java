package dev.nudge.customer.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is written, in whatever batches, and however time passes: who is in a segment is who its
 * condition holds for, and what is told of it says the same.
 */
class SegmentLawTest {
  /** Conditions, and the same in SQL, by which they are held. */
  private static final Map<String, String[]> CONDITIONS =
      Map.of(
          "spenders", new String[] {"customer.total_spend > 20.0", "total_spend > 20"},
          "gold", new String[] {"profile.tier == 'gold'", "profile ->> 'tier' = 'gold'"},
          "common",
              new String[] {
                "customer.orders >= 2 && profile.tier != 'gold'",
                "orders >= 2 and profile ->> 'tier' <> 'gold'"
              },
          "new",
              new String[] {
                "!has(customer.last_purchase) || customer.orders == 1",
                "last_purchase is null or orders = 1"
              },
          "away",
              new String[] {
                "now - customer.last_seen > duration('24h')",
                "last_seen < NOW - interval '24 hours'"
              });

  private static WrittenCustomers customers;
  private static Path folder;
  private static final List<Membership.Change> TOLD = new ArrayList<>();
  private static final MovingClock CLOCK = new MovingClock();

  private Segments segments;

  @BeforeContainer
  static void start() throws Exception {
    customers = WrittenCustomers.start();
    folder = Files.createTempDirectory("segments");
    for (Map.Entry<String, String[]> condition : CONDITIONS.entrySet()) {
      write(condition.getKey(), condition.getValue()[0]);
    }
  }

  @AfterContainer
  static void stop() {
    customers.close();
  }

  private static void write(String id, String who) throws IOException {
    Files.writeString(folder.resolve(id + ".yaml"), "id: " + id + "\nwho: \"" + who + "\"\n");
  }

  /** Something that is written; the numbers choose user and values. */
  private record Write(String table, int user, int value) {
    String sql() throws SQLException {
      if (table.equals("gone")) {
        return "delete from " + customers.table("purchases") + " where user_id = 'u" + user + "'";
      }
      String into = "insert into " + customers.table(table) + " as t ";
      String at = "timestamptz '2026-11-01T00:00:00Z' + interval '" + value + " hours'";
      return switch (table) {
        case "profiles" ->
            into
                + "values ('u%d', '{\"tier\": %s}') on conflict (user_id) do update set profile ="
                    .formatted(user, List.of("\"gold\"", "\"silver\"", "null").get(value % 3))
                + " customer.merged(t.profile, excluded.profile)";
        case "visits" ->
            into
                + "values ('u%d', %s, %s) on conflict (user_id) do update set last_seen ="
                    .formatted(user, at, at)
                + " greatest(t.last_seen, excluded.last_seen)";
        case "purchases" ->
            into
                + "(user_id, purchase_id, event_time, items, total) values ('u%d', 'p%d', %s, '{}', %d)"
                    .formatted(user, value, at, value)
                + " on conflict (user_id, purchase_id) do update set total = excluded.total + 1";
        default -> throw new IllegalStateException(table);
      };
    }
  }

  @Provide
  Arbitrary<List<List<Write>>> batches() {
    Arbitrary<Write> write =
        Combinators.combine(
                Arbitraries.of("profiles", "visits", "purchases", "gone"),
                Arbitraries.integers().between(1, 8),
                Arbitraries.integers().between(0, 30))
            .as(Write::new);
    return write.list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(4);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void membersAreThoseForWhomTheConditionHolds(@ForAll("batches") List<List<Write>> batches)
      throws SQLException {
    settle();
    for (List<Write> batch : batches) {
      for (Write write : batch) {
        customers.execute(write.sql());
      }
      if (batch.size() > 3) {
        CLOCK.now = CLOCK.now.plus(Duration.ofHours(batch.size()));
      }
      settle();
    }
    for (Map.Entry<String, String[]> condition : CONDITIONS.entrySet()) {
      String where = condition.getValue()[1].replace("NOW", "timestamptz '" + CLOCK.now + "'");
      assertThat(members(condition.getKey()))
          .as("%s at %s", condition.getKey(), CLOCK.now)
          .isEqualTo(
              customers.read("select user_id from data.customers where " + where + " order by 1"));
      assertThat(
              customers.read(
                  "select size from data.segments where segment = '" + condition.getKey() + "'"))
          .containsExactly(Integer.toString(members(condition.getKey()).size()));
    }
    assertThat(told()).isEqualTo(inTheTable());
  }

  private void settle() throws SQLException {
    if (segments == null) {
      segments =
          new Segments(
              customers.store(),
              Optional.of(folder),
              ZoneOffset.UTC,
              CLOCK,
              (connection, changes) -> TOLD.addAll(changes));
    }
    CLOCK.now = CLOCK.now.plus(Duration.ofMinutes(2));
    while (segments.work() == 0) {
      // Until nothing is left to do.
    }
  }

  /** What is told from the beginning, as members: entering and leaving take turns. */
  private static Set<String> told() {
    Map<String, Boolean> in = new TreeMap<>();
    for (Membership.Change change : TOLD) {
      Boolean before = in.put(change.segment() + ' ' + change.user(), change.entered());
      assertThat(before == null ? Boolean.FALSE : before)
          .as("%s before %s", change.entered() ? "out" : "in", change)
          .isNotEqualTo(change.entered());
    }
    in.values().removeIf(is -> !is);
    return new TreeSet<>(in.keySet());
  }

  private static Set<String> inTheTable() throws SQLException {
    return new TreeSet<>(
        customers.read("select segment || ' ' || user_id from data.segment_members"));
  }

  private static List<String> members(String segment) throws SQLException {
    return customers.read(
        "select user_id from data.segment_members where segment = '" + segment + "' order by 1");
  }
}
