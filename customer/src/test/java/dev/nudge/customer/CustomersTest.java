package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.SetAside;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersTest {
  /** Within what the shipped collections keep. */
  private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  private final String prefix = UUID.randomUUID() + ".";
  private final String events = prefix + "events";
  private final String profiles = prefix + "profiles";
  private final String catalog = prefix + "catalog";
  private final String triggers = prefix + "triggers";
  private final String own = prefix + "own";
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private Store store;
  private Customers customers;

  @TempDir private Path folder;

  @BeforeEach
  void topics() throws Exception {
    TestKafka.make(events, profiles, catalog, triggers, own);
    store = TestStore.empty();
  }

  @AfterEach
  void close() {
    customers.close();
    store.close();
  }

  private void start(String... collections) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    List<Collection> read = new ArrayList<>();
    for (String collection : collections) {
      read.addAll(CollectionReader.read("own.yaml", collection, folder, problems));
    }
    assertThat(problems).isEmpty();
    Mapping canonical = Mapping.canonical();
    customers =
        Customers.start(
            store,
            TestKafka.clients(),
            new SetAside(failure -> false),
            new LiveStreams(
                List.of(new LiveStreams.Topic(events, canonical)),
                new LiveStreams.Topic(profiles, canonical),
                new LiveStreams.Topic(catalog, canonical),
                List.of(triggers)),
            read,
            (of, row, reason) -> refused.add(of.id() + ": " + reason));
  }

  private List<String> read(String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        read.add(String.join(" ", values));
      }
      return read;
    }
  }

  private void eventually(String sql, String... rows) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(read(sql)).containsExactly(rows));
  }

  @Test
  void theLiveSystemFillsTheShippedCollections() throws Exception {
    start();
    assertThat(customers.problems()).isEmpty();
    TestKafka.write(
        events,
        "u1",
        "{'id':'e1','user':'u1','type':'view','time':'" + day + "T10:00:00Z','product_id':'p1'}");
    TestKafka.write(
        events,
        "u1",
        "{'id':'e2','user':'u1','type':'purchase','time':'"
            + day
            + "T10:05:00Z','product_id':'p1','price':12.50,'quantity':2}");
    TestKafka.write(
        events,
        "u1",
        "{'id':'e3','user':'u1','type':'purchase','time':'"
            + day
            + "T10:09:00Z','items':['p2','p3'],'total':7}");
    TestKafka.write(events, "u1", "this is no event");
    TestKafka.write(profiles, "u1", "{'user':'u1','tier':'gold','city':'Oslo'}");
    TestKafka.write(profiles, "u1", "{'user':'u1','city':null,'age':30}");
    TestKafka.write(profiles, "u2", "{'user':'u2','tier':'none'}");
    TestKafka.write(
        triggers,
        "u1",
        "{'id':'t1','campaign':'c','version':1,'user':'u1','time':'"
            + day
            + "T10:05:00Z','cause':'match','offer':{'text':'Hi'},'matched':{},'measures':{}}");
    eventually(
        "select user_id, profile, orders, total_spend, round(average_purchase, 2), first_seen,"
            + " last_purchase from customers order by user_id",
        "u1 {\"age\": 30, \"tier\": \"gold\"} 2 32.0 16.00 "
            + day
            + " 10:00:00+00 "
            + day
            + ""
            + " 10:09:00+00",
        "u2 {\"tier\": \"none\"} 0 null null null null");
    eventually(
        "select event_id, type, properties from activity where user_id = 'u1' order by event_time",
        "e1 view {\"product_id\": \"p1\"}",
        "e2 purchase {\"price\": 12.5, \"quantity\": 2, \"product_id\": \"p1\"}",
        "e3 purchase {\"items\": [\"p2\", \"p3\"], \"total\": 7}");
    eventually("select items from purchases where 'p3' = any (items)", "{p2,p3}");
    eventually("select campaign, offer ->> 'text' from triggers where user_id = 'u1'", "c Hi");
    assertThat(refused).isEmpty();
  }

  @Test
  void aCustomerHasFavouriteCategoriesAndAnOpenCart() throws Exception {
    start();
    for (String product : List.of("p1 tea", "p2 tea", "p3 cups", "p4 pots", "p5 cake")) {
      String[] parts = product.split(" ", 2);
      TestKafka.write(
          catalog,
          parts[0],
          "{'product_id':'%s','category':'%s','price':3}".formatted(parts[0], parts[1]));
    }
    // Bought: cups; looked at: tea twice, cake and pots once.
    act("10:00", "'type':'add','product_id':'p1'");
    act("10:01", "'type':'purchase','items':['p3'],'total':7");
    act("10:02", "'type':'view','product_id':'p2'");
    act("10:03", "'type':'add','product_id':'p5'");
    act("10:04", "'type':'cart','product_id':'p4'");
    act("10:05", "'type':'remove','product_id':'p4'");
    eventually(
        "select favourite_categories, open_cart, orders from customers where user_id = 'u1'",
        "{cups,tea,cake} {p5} 1");
    act("10:06", "'type':'add','product_id':'p4'");
    eventually("select open_cart from customers where user_id = 'u1'", "{p4,p5}");
    act("10:07", "'type':'purchase','items':['p4'],'total':9");
    eventually("select open_cart from customers where user_id = 'u1'", "{}");
  }

  /** Of u1, at a time of that day. */
  private void act(String time, String members) throws Exception {
    TestKafka.write(
        events,
        "u1",
        "{'id':'%s','user':'u1','time':'%sT%s:00Z',%s}"
            .formatted(UUID.randomUUID(), day, time, members));
  }

  @Test
  void aThingThatLeavesTheCatalogueLeavesTheProducts() throws Exception {
    start();
    TestKafka.write(catalog, "p1", "{'product_id':'p1','category':'tea','price':3}");
    TestKafka.write(catalog, "p2", "{'product_id':'p2','category':'tea','price':4}");
    eventually("select product_id from products order by 1", "p1", "p2");
    TestKafka.write(catalog, "p1", null);
    eventually("select product_id, category, price from products", "p2 tea 4");
  }

  @Test
  void anOwnTopicGoesThroughItsTransformAndARefusedRecordIsTold() throws Exception {
    start(
        """
        id: baskets
        source: {topic: %s}
        input: {id: text, user: text, at: bigint, lines: jsonb}
        transform: |
          select id, "user" as user_id, to_timestamp(at / 1000.0) as event_time,
            array(select line ->> 'sku' from jsonb_array_elements(lines) as line) as items
          from _input
        key: id
        """
            .formatted(own));
    TestKafka.write(
        own, "k", "{'id':'b1','user':'u1','at':1763632800000,'lines':[{'sku':'p1'},{'sku':'p2'}]}");
    TestKafka.write(own, "k", "{'id':'b2','user':'u1','at':'soon','lines':[]}");
    TestKafka.write(own, "k", "{'id':'b3','user':'u1','at':1763632800000,'lines':[]}");
    eventually(
        "select id, items, event_time from baskets order by id",
        "b1 {p1,p2} 2025-11-20 10:00:00+00",
        "b3 {} 2025-11-20 10:00:00+00");
    assertThat(refused).containsExactly("baskets: invalid input syntax for type bigint: \"soon\"");
    assertThat(customers.status())
        .filteredOn(status -> status.collection().id().equals("baskets"))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.read()).isEqualTo(3);
              assertThat(status.refused()).isEqualTo(1);
            });
  }

  @Test
  void aTopicOfChangesKeepsATableAsItIsInTheDatabase() throws Exception {
    start(
        """
        id: accounts
        source: {topic: %s, envelope: debezium}
        input: {id: bigint, email: text, notes: text, change: jsonb}
        transform: |
          select id, email, notes, (change ->> 'time')::timestamptz as changed, _deleted from _input
        key: id
        """
            .formatted(own));
    change("r", "null", "{'id':1,'email':'ann@example.com','notes':'x','big':'x'}");
    change("c", "null", "{'id':2,'email':'ben@example.com'}");
    change("c", "null", "{'id':3,'email':'cem@example.com'}");
    change("u", "{'id':1}", "{'id':1,'email':'ann@example.org','notes':null,'big':'%s'}");
    change("u", "null", "{'id':2,'email':'lost','notes':'%s'}");
    change("d", "{'id':3,'email':null}", "null");
    TestKafka.write(own, "k", null);
    TestKafka.write(own, "k", "{'id':1,'email':'no change'}");
    eventually(
        "select id, email, notes from accounts order by id",
        "1 ann@example.org null",
        "2 ben@example.com null");
    assertThat(read("select distinct changed from accounts"))
        .containsExactly("2026-11-20 10:00:00+00");
    await()
        .untilAsserted(
            () ->
                assertThat(refused)
                    .containsExactly(
                        "accounts: not told: the change did not touch notes, and so does not tell"
                            + " it; PostgreSQL does for a table with 'replica identity full'",
                        "accounts: not a change: a record of Debezium has an 'op'"));
  }

  /** Writes a change as Debezium does; %s stands for a long value that was not touched. */
  private void change(String operation, String before, String after) throws Exception {
    TestKafka.write(
        own,
        "k",
        "{'before':%s,'after':%s,'source':{'ts_ms':1795168800000},'op':'%s'}"
            .formatted(before, after.replace("%s", "__debezium_unavailable_value"), operation));
  }

  @Test
  void filesAreReadOnceAndAgainWhenTheyChange() throws Exception {
    Files.writeString(
        folder.resolve("stock-1.csv"), "sku,name,left\np1,\"Tea, green\",5\np2,Pot,\n");
    try (OutputStream zipped =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("more-1.jsonl.gz")))) {
      zipped.write(
          "{\"sku\":\"p8\",\"left\":1}\n\n{\"sku\":\"p9\",\"left\":2}\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "copy (select 's1' as id, [1.5, 2] as weights, timestamptz '2026-11-20 10:00:00Z' as at) to '"
              + folder.resolve("sizes.parquet")
              + "'");
    }
    String yaml =
        """
        id: %s
        source: {files: %s}
        input: {sku: text, name: text, left: integer}
        transform: select sku, name, "left" as pieces from _input
        key: sku
        """;
    start(
        yaml.formatted("stock", "stock-*.csv"),
        yaml.formatted("more", "more-*.jsonl.gz"),
        """
        id: sizes
        source: {files: sizes.parquet}
        input: {id: text, weights: "numeric[]", at: timestamptz}
        transform: select id, weights, at from _input
        key: id
        """);
    eventually("select * from stock order by 1", "p1 Tea, green 5", "p2 Pot null");
    eventually("select * from more order by 1", "p8 null 1", "p9 null 2");
    eventually("select * from sizes", "s1 {1.5,2.0} 2026-11-20 10:00:00+00");
    Files.writeString(folder.resolve("stock-1.csv"), "sku,name,left\np1,Tea,15\n");
    Files.writeString(folder.resolve("stock-2.csv"), "sku,name,left\np3,Cup,1\n");
    eventually("select * from stock order by 1", "p1 Tea 15", "p2 Pot null", "p3 Cup 1");
  }

  @Test
  void aFileThatCannotBeReadKeepsNoOtherFromBeingRead() throws Exception {
    Files.writeString(folder.resolve("a.parquet"), "this is none");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("copy (select 's1' as id) to '" + folder.resolve("b.parquet") + "'");
    }
    start(
        """
        id: sizes
        source: {files: "*.parquet"}
        input: {id: text}
        transform: select id from _input
        key: id
        """);
    eventually("select * from sizes", "s1");
    await()
        .untilAsserted(
            () ->
                assertThat(customers.status())
                    .filteredOn(status -> status.collection().id().equals("sizes"))
                    .extracting(Feeds.Status::behind)
                    .containsExactly(1L));
  }

  @Test
  void anotherDefinitionIsFedFromTheBeginningAndThenTakesItsPlace() throws Exception {
    for (int i = 0; i < 50; i++) {
      TestKafka.write(
          events,
          "u1",
          "{'id':'e%d','user':'u1','type':'purchase','time':'2026-11-20T10:00:00Z','price':1}"
              .formatted(i));
    }
    start();
    eventually("select orders, total_spend from customers", "50 50");
    customers.close();
    String purchases =
        """
        id: purchases
        source: {stream: events}
        input: {id: text, user: text, time: timestamptz, price: numeric}
        transform: |
          select "user" as user_id, id as purchase_id, time as event_time, price * 2 as total,
            '{}'::text[] as items
          from _input
        key: [user_id, purchase_id]
        """;
    start(purchases);
    eventually("select orders, total_spend from customers", "50 100");
  }

  @Test
  void oneThatIsWrongIsLeftOutAndTheOthersGoOn() throws Exception {
    start(
        """
        id: broken
        source: {topic: %s}
        transform: select nothing from _input
        key: id
        """
            .formatted(own));
    assertThat(customers.problems())
        .extracting(Problem::toString)
        .containsExactly("own.yaml:3:19: error: column \"nothing\" does not exist");
    TestKafka.write(profiles, "u1", "{'user':'u1','tier':'gold'}");
    eventually("select profile from customers", "{\"tier\": \"gold\"}");
  }
}
