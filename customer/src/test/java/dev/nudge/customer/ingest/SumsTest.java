package dev.nudge.customer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.Customers;
import dev.nudge.customer.TestStore;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.query.Arguments;
import dev.nudge.customer.query.Format;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.store.Shipped;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.BeforeTry;

/** What is kept of purchases is what they say, whatever became of them. */
class SumsTest {
  private static final String PURCHASES =
      """
      id: purchases
      source: {topic: sales}
      input: {id: text, user: text, at: timestamptz, items: "text[]", total: numeric, gone: boolean}
      transform: |
        select "user" as user_id, id as purchase_id, at as event_time, items, total,
          null::text as card_type, gone as _deleted
        from _input -- %s
      key: [user_id, purchase_id]
      retention: %s
      """;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private Path folder;
  private Store store;
  private Queries fast;
  private Queries plain;
  private int definition;
  private Ingest purchases;
  private Ingest activity;
  private final List<String> sold = new ArrayList<>();

  @BeforeProperty
  void open() throws Exception {
    store = TestStore.empty();
    activity = feed(Customers.shipped().get(2));
    redefine();
    fast = Queries.open(store, Optional.empty());
    // A user's file of that name is asked as it is written.
    folder = Files.createTempDirectory("nudge-definition");
    try (InputStream file = Customers.class.getResourceAsStream("queries/recommendations.sql")) {
      Files.copy(file, folder.resolve("recommendations.sql"));
    }
    plain = Queries.open(store, Optional.of(folder));
    assertThat(recommendations(fast).page().driverText()).contains("bought_together");
    assertThat(recommendations(plain).page().driverText()).doesNotContain("bought_together");
  }

  @AfterProperty
  void close() throws Exception {
    fast.close();
    plain.close();
    store.close();
    Files.delete(folder.resolve("recommendations.sql"));
    Files.delete(folder);
  }

  @BeforeTry
  void nothingIsSoldYet() throws Exception {
    sold.clear();
    run(
        "delete from %s"
            .formatted(CollectionTable.open(store.writing(), Customers.shipped().get(2)).name()));
    redefine();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void theFastAnswerIsThatOfTheDefinition(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int things = 5 + random.nextInt(20);
    for (int step = 0; step < 6; step++) {
      switch (random.nextInt(8)) {
        case 0 -> redefine();
        case 1 -> forget(5 + random.nextInt(15));
        case 2, 3 -> take(activity, acts(random, things, 20));
        default -> sell(random, things, 1 + random.nextInt(40));
      }
      if (random.nextInt(3) == 0) {
        holds();
      }
    }
    holds();
    for (int user = 0; user < 6; user++) {
      sameAnswer("u" + user, 1 + random.nextInt(12), random.nextBoolean());
    }
  }

  /** More things are bought with each than are looked at first. */
  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void alsoWhereThereAreManyThings(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    boolean evenly = random.nextBoolean();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      List<String> items = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        double at = random.nextDouble();
        items.add("'p" + (int) (400 * (evenly ? at : Math.pow(at, 4))) + "'");
      }
      records.add(
          purchase("u" + random.nextInt(300), "s" + i, 1 + random.nextInt(10), items, "1") + "}");
    }
    take(purchases, records);
    take(activity, acts(random, 400, 120));
    for (int user = 0; user < 6; user++) {
      sameAnswer("u" + user, 1 + random.nextInt(30), random.nextBoolean());
    }
  }

  @Example
  void whatWasBoughtMostOftenIsReadInTheOrderOfTheIndex() throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set enable_sort = off");
      try (ResultSet plan =
          statement.executeQuery(
              """
              explain select other_id from data.bought_together
              where product_id = 'p1' order by times desc limit 3
              """)) {
        while (plan.next()) {
          assertThat(plan.getString(1)).doesNotContain("Sort");
        }
      } finally {
        statement.execute("reset enable_sort");
      }
    }
  }

  private void sameAnswer(String user, int top, boolean removals) throws Exception {
    assertThat(ask(fast, user, top, removals))
        .as("%s, the first %s, removals %s", user, top, removals)
        .isEqualTo(ask(plain, user, top, removals));
  }

  /** Both tables say what their definitions say. */
  private void holds() throws SQLException {
    assertThat(read("select * from bought_together order by 1, 2"))
        .isEqualTo(
            read(
                "select * from ("
                    + Shipped.text("sums/bought_together.sql")
                    + ") d order by 1, 2"));
    assertThat(
            read(
                """
                select user_id, orders, trim_scale(total_spend), round(average_purchase, 3),
                  last_purchase
                from spending order by user_id
                """))
        .isEqualTo(
            read(
                """
                select user_id, count(*), trim_scale(sum(total)), round(avg(total), 3),
                  max(event_time)
                from purchases group by user_id order by user_id
                """));
  }

  private void sell(Random random, int things, int count) throws SQLException {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> items = new ArrayList<>();
      int size = random.nextInt(20) == 0 ? 101 : random.nextInt(6);
      for (int k = 0; k < size; k++) {
        items.add(random.nextInt(15) == 0 ? "null" : "'p" + random.nextInt(things) + "'");
      }
      String total =
          switch (random.nextInt(12)) {
            case 0 -> "null";
            case 1 -> "'NaN'";
            case 2 -> "'Infinity'";
            default -> random.nextInt(5_000) / 100.0 + "";
          };
      records.add(
          purchase(
                  "u" + random.nextInt(6),
                  "s" + random.nextInt(10),
                  random.nextInt(24),
                  items,
                  total)
              + (random.nextInt(6) == 0 ? ",'gone':true}" : "}"));
    }
    sold.addAll(records);
    take(purchases, records);
  }

  private String purchase(String user, String id, int daysAgo, List<String> items, String total) {
    return "{'user':'%s','id':'%s','at':'%s','total':%s,'items':%s"
        .formatted(user, id, now.minus(daysAgo, ChronoUnit.DAYS), total, items);
  }

  private List<String> acts(Random random, int things, int count) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(
          "{'user':'u%d','id':'%d','time':'%s','type':'%s','product_id':'p%d'}"
              .formatted(
                  random.nextInt(6),
                  random.nextInt(),
                  now.minus(random.nextInt(10), ChronoUnit.DAYS),
                  List.of("view", "add", "remove", "cart", "other").get(random.nextInt(5)),
                  random.nextInt(things)));
    }
    return records;
  }

  private static Collection collection(int definition, int days) {
    List<Problem> problems = new ArrayList<>();
    List<Collection> read =
        CollectionReader.read(
            "c.yaml", PURCHASES.formatted(definition, days + "d"), Path.of("/"), problems);
    assertThat(problems).isEmpty();
    return read.get(0);
  }

  /** Another definition, fed from the beginning, takes the place of the one before. */
  private void redefine() throws Exception {
    Collection next = collection(++definition, 20);
    purchases = feed(next);
    take(purchases, sold);
    CollectionTable.open(store.writing(), next).show(store.writing(), ShippedViews::restore);
    ShippedViews.restore(store.writing());
  }

  /** What is older goes. */
  private void forget(int days) throws Exception {
    CollectionTable table = CollectionTable.open(store.writing(), collection(definition, days));
    Retention.forget(store.writing(), table, 10_000);
  }

  private Ingest feed(Collection collection) throws Exception {
    return new Ingest(
        store.writing(),
        CollectionTable.open(store.writing(), collection),
        (of, row, reason) -> {
          throw new AssertionError(row + ": " + reason);
        });
  }

  private static void take(Ingest ingest, List<String> records) throws SQLException {
    List<InputRecord> rows = new ArrayList<>();
    for (String record : records) {
      rows.add(new InputRecord("t-0", 0, 0, null, record.replace('\'', '"')));
    }
    ingest.take(rows, Map.of(), Map.of());
  }

  private static ReadyQuery recommendations(Queries queries) {
    return queries.find("recommendations").orElseThrow();
  }

  private static String ask(Queries queries, String user, int top, boolean removals)
      throws Exception {
    ReadyQuery query = recommendations(queries);
    Map<String, List<String>> given =
        Map.of(
            "userid", List.of(user),
            "top", List.of("" + top),
            "removals", List.of("" + removals));
    byte[] body = queries.answer(query, Arguments.of(query.query(), given), Format.CSV).body();
    return new String(body, StandardCharsets.UTF_8);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> read(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = data");
      try (ResultSet rows = statement.executeQuery(sql)) {
        List<String> read = new ArrayList<>();
        while (rows.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(rows.getString(i)));
          }
          read.add(String.join(" ", values));
        }
        return read;
      } finally {
        statement.execute("reset search_path");
      }
    }
  }
}
