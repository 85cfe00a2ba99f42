package dev.nudge.customer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.customer.TestStore;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestTest {
  private static final String ORDERS =
      """
      id: orders
      source: {topic: orders}
      input: {id: text, user: text, at: timestamptz, items: "text[]", total: numeric, gone: boolean}
      transform: |
        select "user" as user_id, id as order_id, at as event_time, items, total,
          gone as _deleted
        from _input
        where total is not null or gone
      key: [user_id, order_id]
      indexes:
        - columns: [user_id, event_time desc]
        - gin: items
      """;

  private static Store store;
  private final List<String> refused = new ArrayList<>();

  @BeforeEach
  void anEmptyStore() {
    if (store != null) {
      store.close();
    }
    store = TestStore.empty();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Collection collection(String yaml) {
    List<Problem> problems = new ArrayList<>();
    List<Collection> read = CollectionReader.read("c.yaml", yaml, Path.of("/"), problems);
    assertThat(problems).isEmpty();
    return read.get(0);
  }

  private Ingest open(String yaml) throws Exception {
    CollectionTable table = CollectionTable.open(store.writing(), collection(yaml));
    return new Ingest(
        store.writing(), table, (of, row, reason) -> refused.add(row.place() + " " + reason));
  }

  private static List<InputRecord> rows(String... records) {
    List<InputRecord> rows = new ArrayList<>();
    for (int i = 0; i < records.length; i++) {
      rows.add(new InputRecord("orders-0", i, 0, null, records[i].replace('\'', '"')));
    }
    return rows;
  }

  private static List<String> read(String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        read.add(String.join(" ", values.stream().map(String::valueOf).toList()));
      }
      return read;
    }
  }

  @Test
  void aRepeatedOrLateRecordLandsOnceAndTheLatestStays() throws Exception {
    Ingest orders = open(ORDERS);
    orders.take(
        rows(
            "{'id':'o1','user':'u1','at':'2026-11-20T10:00:00Z','items':['p1','p2'],'total':50}",
            "{'id':'o1','user':'u1','at':'2026-11-20T10:05:00Z','items':['p1'],'total':20.50}",
            "{'id':'o1','user':'u1','at':'2026-11-20T10:00:00Z','items':['p1','p2'],'total':50}",
            "{'id':'o2','user':'u1','at':'2026-11-20T11:00:00Z','items':[],'total':1}",
            "{'id':'o3','user':'u1','at':'2026-11-20T11:00:00Z','items':[]}"),
        Map.of(),
        Map.of("orders-0", 5L));
    orders.take(
        rows("{'id':'o1','user':'u1','at':'2026-11-20T10:01:00Z','items':['late'],'total':9}"),
        Map.of("orders-0", 5L),
        Map.of("orders-0", 6L));
    assertThat(read("select order_id, items, total from orders order by order_id"))
        .containsExactly("o1 {p1} 20.50", "o2 {} 1");
    assertThat(refused).isEmpty();
  }

  @Test
  void whatIsDeletedStaysAwayFromALateRecord() throws Exception {
    Ingest orders = open(ORDERS);
    orders.take(
        rows(
            "{'id':'o1','user':'u1','at':'2026-11-20T10:00:00Z','items':[],'total':50}",
            "{'id':'o1','user':'u1','at':'2026-11-20T10:10:00Z','gone':true}",
            "{'id':'o1','user':'u1','at':'2026-11-20T10:05:00Z','items':[],'total':60}"),
        Map.of(),
        Map.of("orders-0", 3L));
    assertThat(read("select * from orders")).isEmpty();
  }

  @Test
  void aRecordThatIsRefusedIsToldAndTheOthersAreTaken() throws Exception {
    Ingest orders = open(ORDERS);
    orders.take(
        rows(
            "{'id':'o1','user':'u1','at':'2026-11-20T10:00:00Z','items':[],'total':50}",
            "{'id':'o2','user':'u1','at':'yesterday, or so','items':[],'total':50}",
            "no JSON",
            "{'id':'o3','at':'2026-11-20T10:00:00Z','items':[],'total':50}",
            "[1]",
            "{'id':'nul\\u0000','user':'u1','total':1}",
            "{'id':'o4','user':'u1','at':'2026-11-20T10:00:00Z','items':[],'total':50}"),
        Map.of(),
        Map.of("orders-0", 7L));
    assertThat(read("select order_id from orders order by order_id")).containsExactly("o1", "o4");
    assertThat(refused)
        .containsExactly(
            "orders-0@1 invalid input syntax for type timestamp with time zone: \"yesterday, or"
                + " so\"",
            "orders-0@2 invalid input syntax for type json",
            "orders-0@3 no value for 'user_id', which is of the key",
            "orders-0@4 the record is no JSON object",
            "orders-0@5 unsupported Unicode escape sequence");
  }

  @Test
  void whoeverComesSecondTakesNothing() throws Exception {
    Ingest one = open(ORDERS);
    Ingest other = open(ORDERS);
    List<InputRecord> rows = rows("{'id':'o1','user':'u1','total':50}");
    one.take(rows, Map.of(), Map.of("orders-0", 1L));
    assertThatThrownBy(() -> other.take(rows, Map.of(), Map.of("orders-0", 1L)))
        .isInstanceOf(Ingest.OvertakenException.class);
    assertThat(other.positions()).isEqualTo(Map.of("orders-0", 1L));
  }

  @Test
  void valuesThatBecomeOneDoSoInAnyBatch() throws Exception {
    Ingest people =
        open(
            """
            id: people
            source: {stream: profiles}
            input: {user: text, at: bigint, profile: jsonb}
            transform: |
              select "user" as user_id, at as first, at as last, profile from _input
            key: user_id
            combine: {first: min, last: max, profile: merge}
            """);
    people.take(
        rows(
            "{'user':'u1','at':5,'profile':{'tier':'gold','city':'Oslo','pet':null}}",
            "{'user':'u1','at':3,'profile':{'city':null,'age':7}}"),
        Map.of(),
        Map.of("p-0", 2L));
    people.take(
        rows("{'user':'u1','at':4,'profile':{'tier':'silver','pet':'cat'}}"),
        Map.of("p-0", 2L),
        Map.of("p-0", 3L));
    assertThat(read("select * from people"))
        .containsExactly("u1 3 5 {\"age\": 7, \"pet\": \"cat\", \"tier\": \"silver\"}");
  }

  @Test
  void anyBatchesGiveTheSameRows() throws Exception {
    String people =
        """
        id: %s
        source: {topic: people}
        input: {user: text, at: bigint, tags: "text[]", profile: jsonb}
        transform: |
          select "user" as user_id, at as first, tags, profile from _input
        key: user_id
        combine: {first: min, tags: union, profile: merge}
        """;
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      List<InputRecord> latest = new ArrayList<>();
      List<InputRecord> combined = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        String bad = random.nextInt(10) == 0 ? "x" : "";
        latest.add(
            row(
                i,
                "{'id':'o%d','user':'u1','at':'2026-11-20T10:0%d:00Z%s','total':%d%s}"
                    .formatted(
                        random.nextInt(9),
                        random.nextInt(10),
                        bad,
                        i,
                        random.nextInt(6) == 0 ? ",'gone':true" : "")));
        combined.add(
            row(
                i,
                "{'user':'u%d','at':%d%s,'tags':['t%d'],'profile':{'k%d':%s}}"
                    .formatted(
                        random.nextInt(4),
                        random.nextInt(99),
                        bad,
                        random.nextInt(9),
                        random.nextInt(4),
                        random.nextBoolean() ? "null" : "" + i)));
      }
      String one = "o%d_whole".formatted(seed);
      String other = "o%d_parts".formatted(seed);
      takeIn(ORDERS.replaceFirst("id: orders", "id: " + one), latest, 1_000, random);
      takeIn(ORDERS.replaceFirst("id: orders", "id: " + other), latest, 7, random);
      assertThat(read("select order_id, event_time, total from " + other + " order by 1"))
          .isNotEmpty()
          .isEqualTo(read("select order_id, event_time, total from " + one + " order by 1"));
      takeIn(people.formatted("p" + one), combined, 1_000, random);
      takeIn(people.formatted("p" + other), combined, 7, random);
      assertThat(read("select * from p" + other + " order by 1"))
          .hasSize(4)
          .isEqualTo(read("select * from p" + one + " order by 1"));
    }
  }

  private void takeIn(String yaml, List<InputRecord> rows, int most, Random random)
      throws Exception {
    Ingest ingest = open(yaml);
    Map<String, Long> from = new HashMap<>();
    for (int begin = 0; begin < rows.size(); ) {
      int end = Math.min(rows.size(), begin + 1 + random.nextInt(most));
      ingest.take(rows.subList(begin, end), from, Map.of("t-0", (long) end));
      from.put("t-0", (long) end);
      begin = end;
    }
  }

  private static InputRecord row(int position, String record) {
    return new InputRecord("t-0", position, 0, null, record.replace('\'', '"'));
  }

  @Test
  void anotherDefinitionTakesTheTableWhenItIsShown() throws Exception {
    open(ORDERS).take(rows("{'id':'o1','user':'u1','total':50}"), Map.of(), Map.of("o", 1L));
    CollectionTable next =
        CollectionTable.open(
            store.writing(),
            collection(
                ORDERS
                    .replace("items, total,", "total * 2 as twice,")
                    .replace("  - gin: items\n", "")));
    Ingest again = new Ingest(store.writing(), next, (of, row, reason) -> refused.add(reason));
    assertThat(again.positions()).isEmpty();
    again.take(rows("{'id':'o1','user':'u1','total':50}"), Map.of(), Map.of("o", 1L));
    assertThat(read("select total from orders")).containsExactly("50");
    assertThat(next.show(store.writing(), connection -> {})).isTrue();
    assertThat(next.show(store.writing(), connection -> {})).isFalse();
    assertThat(read("select twice from orders")).containsExactly("100");
  }

  @Test
  void whatIsWrongIsSaidAtItsPlace() {
    assertRefused(
        ORDERS.replace("select \"user\"", "select \"usr\""),
        "c.yaml:5:10: error: column \"usr\" does not exist: perhaps you meant to reference the"
            + " column \"_input.user\"");
    assertRefused(
        ORDERS.replace("from _input", "frm _input"),
        "c.yaml:7:3: error: syntax error at or near \"frm\"");
    assertRefused(
        ORDERS.replace("key: [user_id, order_id]", "key: [user_id, basket]"),
        "c.yaml:5:3: error: the transform gives no column 'basket', which is of the key");
    assertRefused(
        ORDERS.replace("where total", "limit 10 --"),
        "c.yaml:5:3: error: the transform looks at several records at once (Limit), but which are"
            + " read together is chance: look at one record, and do the rest in a query");
  }

  @Test
  void aTransformMayAskAnObjectForAKey() throws Exception {
    Ingest sales =
        open(
            """
            id: sales
            source: {topic: orders}
            input: {id: text}
            transform: select id, _record ? 'discount' as discounted from _input -- it may be
            key: id
            """);
    sales.take(rows("{'id':'o1','discount':5}", "{'id':'o2'}"), Map.of(), Map.of("o", 2L));
    assertThat(read("select * from sales order by id")).containsExactly("o1 t", "o2 f");
  }

  @Test
  void anAggregateWithinARecordIsNoneOverRecords() throws Exception {
    Ingest sizes =
        open(
            """
            id: sizes
            source: {topic: orders}
            input: {id: text, items: jsonb}
            transform: |
              select id, (select count(distinct value) from jsonb_array_elements(items)) as things
              from _input
            key: id
            """);
    sizes.take(rows("{'id':'o1','items':[1,2,1]}"), Map.of(), Map.of("o", 1L));
    assertThat(read("select * from sizes")).containsExactly("o1 2");
    assertRefused(
        """
        id: sizes2
        source: {topic: orders}
        input: {id: text}
        transform: select id, count(*) as n from _input group by id
        key: id
        """,
        "c.yaml:4:12: error: the transform looks at several records at once (Aggregate), but which"
            + " are read together is chance: look at one record, and do the rest in a query");
  }

  private void assertRefused(String yaml, String problem) {
    assertThatThrownBy(() -> open(yaml.replaceFirst("id: orders", "id: others")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.problem()).hasToString(problem));
  }
}
