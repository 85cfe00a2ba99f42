package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.query.Answer;
import dev.nudge.customer.query.Arguments;
import dev.nudge.customer.query.Format;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.SetAside;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecommendationsTest {
  private static final Path GROCERIES =
      Path.of("../../shared/data/groceries-2014-2015-even-members.csv");
  private static final long TEN = 1_763_632_800_000L; // 2025-11-20T10:00:00Z
  private static final long MINUTE = 60_000;

  private record Act(String user, long time, String type, String product) {}

  private record Basket(String user, long time, Set<String> items) {}

  private static void fill(Store store, List<Act> acts, List<Basket> baskets) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop view if exists data.activity, data.purchases cascade");
      statement.execute("drop table if exists customer.a, customer.p");
      statement.execute(
          "create table customer.a (user_id text, event_time timestamptz, event_id text, type text,"
              + " product_id text, properties jsonb)");
      statement.execute(
          "create table customer.p (user_id text, purchase_id text, event_time timestamptz, items"
              + " text[], total numeric, card_type text)");
      statement.execute("create view data.activity as select * from customer.a");
      statement.execute("create view data.purchases as select * from customer.p");
      try (PreparedStatement act =
              connection.prepareStatement("insert into customer.a values (?, ?, ?, ?, ?, '{}')");
          PreparedStatement basket =
              connection.prepareStatement("insert into customer.p values (?, ?, ?, ?, 1, null)")) {
        for (Act one : acts) {
          act.setString(1, one.user());
          act.setTimestamp(2, new Timestamp(one.time()));
          act.setString(3, UUID.randomUUID().toString());
          act.setString(4, one.type());
          act.setString(5, one.product());
          act.addBatch();
        }
        act.executeBatch();
        for (Basket one : baskets) {
          basket.setString(1, one.user());
          basket.setString(2, UUID.randomUUID().toString());
          basket.setTimestamp(3, new Timestamp(one.time()));
          basket.setArray(4, connection.createArrayOf("text", one.items().toArray()));
          basket.addBatch();
        }
        basket.executeBatch();
      }
    }
  }

  private static String ask(Queries queries, String name, Map<String, String> given)
      throws Exception {
    ReadyQuery query = queries.find(name).orElseThrow();
    Map<String, List<String>> texts = new HashMap<>();
    given.forEach((parameter, value) -> texts.put(parameter, List.of(value)));
    Answer answer = queries.answer(query, Arguments.of(query.query(), texts), Format.CSV);
    return new String(answer.body(), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** The six steps once more, over all there is, in the slowest way. */
  private static String brute(String user, boolean removals, List<Act> acts, List<Basket> baskets) {
    long last =
        baskets.stream()
            .filter(basket -> basket.user().equals(user))
            .mapToLong(Basket::time)
            .max()
            .orElse(Long.MIN_VALUE);
    Set<String> interest = new TreeSet<>();
    for (Act act : acts) {
      if (act.user().equals(user)
          && act.time() > last
          && (!act.type().equals("remove") || removals)) {
        interest.add(act.product());
      }
    }
    Map<String, Integer> together = new TreeMap<>();
    for (Basket basket : baskets) {
      for (String item : basket.items()) {
        for (String other : interest) {
          if (basket.items().contains(other) && !interest.contains(item)) {
            together.merge(item, 1, Integer::sum);
          }
        }
      }
    }
    StringBuilder csv = new StringBuilder("product_id,together\n");
    together.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(10)
        .forEach(
            each -> csv.append(each.getKey()).append(',').append(each.getValue()).append('\n'));
    return csv.toString();
  }

  @Test
  void whatOthersBoughtWithTheThingsOfInterest() throws Exception {
    try (Store store = TestStore.empty()) {
      fill(
          store,
          List.of(
              new Act("U1", TEN + 60 * MINUTE, "add", "p3"),
              new Act("U1", TEN + 65 * MINUTE, "remove", "p4")),
          List.of(
              new Basket("U1", TEN, Set.of("p1", "p2")),
              new Basket("U2", TEN, Set.of("p3", "p5", "p6")),
              new Basket("U3", TEN + MINUTE, Set.of("p3", "p5")),
              new Basket("U4", TEN, Set.of("p4", "p7"))));
      try (Queries queries = Queries.open(store, Optional.empty())) {
        assertThat(ask(queries, "recommendations", Map.of("userid", "U1")))
            .isEqualTo("product_id,together\np5,2\np6,1\np7,1\n");
        assertThat(ask(queries, "recommendations", Map.of("userid", "U1", "removals", "false")))
            .isEqualTo("product_id,together\np5,2\np6,1\n");
        assertThat(ask(queries, "recommendations", Map.of("userid", "U1", "top", "1")))
            .isEqualTo("product_id,together\np5,2\n");
        assertThat(ask(queries, "recommendation-reasons", Map.of("userid", "U1", "product", "p5")))
            .startsWith("interest,types,last,bought_by,")
            .contains("p3,\"[\"\"add\"\"]\",2025-11-20T11:00:00Z,U3,", "U2,")
            .hasLineCount(3);
        assertThat(ask(queries, "recommendations", Map.of("userid", "nobody")))
            .isEqualTo("product_id,together\n");
      }
    }
  }

  @Test
  void agreesWithTheSlowestWayOnRandomShops() throws Exception {
    try (Store store = TestStore.empty();
        Queries empty = Queries.open(store, Optional.empty())) {
      assertThat(empty.names()).contains("recommendations");
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        List<Act> acts = new ArrayList<>();
        List<Basket> baskets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          acts.add(
              new Act(
                  "u" + random.nextInt(5),
                  TEN + random.nextInt(20) * MINUTE,
                  List.of("view", "add", "remove").get(random.nextInt(3)),
                  "p" + random.nextInt(8)));
        }
        for (int i = 0; i < random.nextInt(30); i++) {
          Set<String> items = new TreeSet<>();
          for (int k = 0; k <= random.nextInt(4); k++) {
            items.add("p" + random.nextInt(12));
          }
          baskets.add(
              new Basket("u" + random.nextInt(6), TEN + random.nextInt(20) * MINUTE, items));
        }
        fill(store, acts, baskets);
        try (Queries queries = Queries.open(store, Optional.empty())) {
          for (String user : List.of("u0", "u1", "u2", "u5")) {
            boolean removals = random.nextBoolean();
            assertThat(
                    ask(
                        queries,
                        "recommendations",
                        Map.of("userid", user, "removals", Boolean.toString(removals))))
                .as("seed %s, user %s, removals %s", seed, user, removals)
                .isEqualTo(brute(user, removals, acts, baskets));
          }
        }
      }
    }
  }

  @Test
  @Timeout(120)
  void agreesWithAnIndependentComputationOverAGroceryShop() throws Exception {
    assumeTrue(
        Files.exists(GROCERIES), "skipped: there is no ../shared/data/" + GROCERIES.getFileName());
    Map<String, Map<String, Set<String>>> bought = new TreeMap<>();
    List<String> lines = Files.readAllLines(GROCERIES);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", 3);
      bought
          .computeIfAbsent(fields[0], member -> new TreeMap<>())
          .computeIfAbsent(fields[1], date -> new TreeSet<>())
          .add(fields[2].strip());
    }
    List<Problem> problems = new ArrayList<>();
    List<Collection> own =
        CollectionReader.read(
            "purchases.yaml",
            """
            id: purchases
            description: One row an item in the file; a basket is a member and a date
            source: {files: %s}
            input: {Member_number: text, Date: text, itemDescription: text}
            transform: |
              select "Member_number" as user_id, "Date" as purchase_id,
                to_timestamp("Date", 'DD-MM-YYYY') as event_time,
                array[trim("itemDescription")] as items, null::numeric as total,
                null::text as card_type
              from _input
            key: [user_id, purchase_id]
            combine: {event_time: max, items: union, total: max, card_type: max}
            indexes:
              - gin: items
            """
                .formatted(GROCERIES.getFileName()),
            GROCERIES.toAbsolutePath().getParent(),
            problems);
    assertThat(problems).isEmpty();
    String events = UUID.randomUUID() + ".events";
    String nothing = UUID.randomUUID() + ".nothing";
    TestKafka.make(events, nothing);
    LiveStreams.Topic none = new LiveStreams.Topic(nothing, Mapping.canonical());
    List<String> members = bought.keySet().stream().limit(10).toList();
    Map<String, Set<String>> interest = new HashMap<>();
    Random random = new Random(7);
    List<String> things =
        bought.values().stream()
            .flatMap(of -> of.values().stream().flatMap(Set::stream))
            .distinct()
            .sorted()
            .toList();
    for (String member : members) {
      for (int i = 0; i < 3; i++) {
        String thing = things.get(random.nextInt(things.size()));
        interest.computeIfAbsent(member, of -> new TreeSet<>()).add(thing);
        TestKafka.write(
            events,
            member,
            "{'id':'%s','user':'%s','type':'view','time':'%s','product_id':'%s'}"
                .formatted(UUID.randomUUID(), member, Instant.now(), thing));
      }
    }
    try (Store store = TestStore.empty();
        Customers customers =
            Customers.start(
                store,
                TestKafka.clients(),
                new SetAside(failure -> false),
                new LiveStreams(
                    List.of(new LiveStreams.Topic(events, Mapping.canonical())),
                    none,
                    none,
                    List.of(nothing)),
                own,
                (of, row, reason) -> {
                  throw new AssertionError(row + " " + reason);
                });
        Queries queries = Queries.open(store, Optional.empty())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(count(store, "select count(*) from activity")).isEqualTo(30);
                assertThat(customers.status())
                    .filteredOn(of -> of.collection().id().equals("purchases"))
                    .extracting(Feeds.Status::read)
                    .containsExactly(19_454L);
              });
      assertThat(count(store, "select count(*) from purchases")).isEqualTo(7_484);
      List<Basket> baskets = new ArrayList<>();
      bought.forEach(
          (member, dates) ->
              dates.forEach((date, items) -> baskets.add(new Basket(member, 0, items))));
      for (String member : members) {
        List<Act> acts =
            interest.get(member).stream().map(thing -> new Act(member, 1, "view", thing)).toList();
        assertThat(ask(queries, "recommendations", Map.of("userid", member)))
            .as(member)
            .isEqualTo(brute(member, true, acts, baskets))
            .hasLineCount(11);
        // The file has no prices: a basket counts, and nothing is said of what it cost.
        assertThat(ask(queries, "total-spend", Map.of("userid", member)))
            .isEqualTo("total_spend,orders\n," + bought.get(member).size() + "\n");
      }
    }
  }

  private static long count(Store store, String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
