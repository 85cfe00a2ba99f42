package dev.nudge.customer.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.engine.document.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectionReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  private List<Collection> read(String yaml) {
    return CollectionReader.read("c.yaml", yaml, Path.of("/shop"), problems);
  }

  @Test
  void readsAllThatOneCanSay() {
    Collection orders =
        read("""
                id: orders
                description: What was ordered
                source: {topic: shop.orders}
                input: {id: text, user: text, at: timestamptz, items: "text[]", total: "numeric(12,2)"}
                transform: |
                  select id as order_id, "user" as user_id, at as event_time, items, total
                  from _input where total > 0
                key: [user_id, order_id]
                retention: 365d
                indexes:
                  - columns: [user_id, event_time desc]
                  - gin: items
                """)
            .get(0);
    assertThat(problems).isEmpty();
    assertThat(orders.id()).isEqualTo("orders");
    assertThat(orders.source()).isEqualTo(new Source.Topic("shop.orders"));
    assertThat(orders.input())
        .containsExactly(
            Map.entry("id", "text"),
            Map.entry("user", "text"),
            Map.entry("at", "timestamptz"),
            Map.entry("items", "text[]"),
            Map.entry("total", "numeric(12,2)"));
    assertThat(orders.key()).containsExactly("user_id", "order_id");
    assertThat(orders.retention()).contains(Duration.ofDays(365));
    assertThat(orders.indexes())
        .containsExactly(
            new Collection.Index(List.of("user_id", "event_time desc"), false),
            new Collection.Index(List.of("items"), true));
  }

  @Test
  void filesAreFoundBesideTheDocument() {
    assertThat(
            read("""
                    id: products
                    source: {files: data/products-*.csv.gz}
                    transform: select * from _input
                    key: product_id
                    """)
                .get(0)
                .source())
        .isEqualTo(
            new Source.Files(Path.of("/shop/data"), "products-*.csv.gz", Source.Files.Format.CSV));
  }

  @Test
  void everyMistakeIsSaidAtItsPlace() {
    assertThat(
            read(
                """
                id: My-Orders
                source: {topic: a, files: b.parquet}
                inptu: {"user id": text, total: "numeric; drop table x"}
                key: [user id, a, a]
                combine: {a: sum}
                indexes:
                  - {columns: "a; b"}
                  - {}
                """))
        .isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "c.yaml:3:1: error: unknown key 'inptu', did you mean 'input'?",
            "c.yaml:1:1: error: missing key 'transform': a query over _input, such as: select * from"
                + " _input",
            "c.yaml:1:5: error: 'id': expected a name such as user_purchases: lower-case letters,"
                + " digits and _, a letter first, at most 40",
            "c.yaml:2:9: error: 'topic' and 'files' exclude each other",
            "c.yaml:4:7: error: 'key': expected the name of a column",
            "c.yaml:4:19: error: 'a' stands there twice",
            "c.yaml:5:14: error: 'a': expected one of min, max, merge, union, got 'sum'",
            "c.yaml:3:9: error: 'input': expected the name of a column: letters, digits and _, a"
                + " letter first; what is called otherwise, read from the whole record: _record ->>"
                + " 'a name'",
            "c.yaml:3:33: error: 'total': expected a type of PostgreSQL, such as text, bigint,"
                + " numeric, boolean, timestamptz, jsonb or text[], got 'numeric; drop table x'",
            "c.yaml:7:15: error: expected a column such as user_id or event_time desc",
            "c.yaml:8:5: error: expected either 'columns', for order and equality, or 'gin', for"
                + " what is in an array or object");
  }

  @Test
  void aTransformIsOneQueryWithoutParameters() {
    String yaml = "id: a\nsource: {topic: a}\nkey: id\ntransform: ";
    read(yaml + "select 1; drop table a");
    read(yaml + "select :id from _input");
    read(yaml + "\"select 'a from _input\"");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "c.yaml:4:22: error: a second statement; a transform is one query",
            "c.yaml:4:19: error: a transform has no parameters; write ':id' as a value",
            "c.yaml:4:20: error: the string that begins here does not end");
  }

  @Test
  void whatDoesNotChangeTheRowsDoesNotChangeTheFingerprint() {
    String yaml =
        """
        id: visits
        source: {stream: events}
        input: {user: text, time: timestamptz}
        transform: select "user" as user_id, time as first, time as last from _input
        key: user_id
        combine: {first: min, last: max}
        """;
    Collection visits = read(yaml).get(0);
    assertThat(visits.combine()).isEqualTo(Map.of("first", Combine.MIN, "last", Combine.MAX));
    Collection described = read(yaml + "description: who came\nretention: 1d\n").get(0);
    assertThat(described.fingerprint()).isEqualTo(visits.fingerprint());
    assertThat(read(yaml.replace("first: min", "first: max")).get(0).fingerprint())
        .isNotEqualTo(visits.fingerprint());
    assertThat(problems).isEmpty();
  }
}
