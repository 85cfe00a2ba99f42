package dev.nudge.customer.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.customer.collection.Collection.Index;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.ChangeFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectionReaderTest {
  private static final String DOCUMENT =
      """
      id: orders
      source: {files: %s%s}
      transform: select * from _input
      key: id
      """;

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
                  - prefix: order_id
                  - words: [user_id, lines]
                """)
            .get(0);
    assertThat(problems).isEmpty();
    assertThat(orders.id()).isEqualTo("orders");
    assertThat(orders.source()).isEqualTo(new Source.Topic("shop.orders", Optional.empty()));
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
            new Index(Index.For.COLUMNS, List.of("user_id", "event_time desc")),
            new Index(Index.For.GIN, List.of("items")),
            new Index(Index.For.PREFIX, List.of("order_id")),
            new Index(Index.For.WORDS, List.of("user_id", "lines")));
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
            new Source.Files(
                new Folder.Local(Path.of("/shop/data")),
                "products-*.csv.gz",
                Source.Files.Format.CSV));
  }

  @Test
  void filesLieInBuckets() {
    assertThat(files("s3://shop/orders/2026/o-*.csv.gz", ""))
        .isEqualTo(
            new Source.Files(
                bucket("shop", "orders/2026/"), "o-*.csv.gz", Source.Files.Format.CSV));
    assertThat(files("s3://shop", ", format: json"))
        .isEqualTo(new Source.Files(bucket("shop", ""), "**", Source.Files.Format.JSON));
    assertThat(files("s3://shop/orders/part-", ", format: parquet"))
        .isEqualTo(
            new Source.Files(bucket("shop", "orders/"), "part-**", Source.Files.Format.PARQUET));
    assertThat(files("s3://shop/a.csv", ", endpoint: 'http://localhost:9000', region: eu-west-1"))
        .isEqualTo(
            new Source.Files(
                new Folder.Bucket(
                    "shop",
                    "",
                    Optional.of(URI.create("http://localhost:9000")),
                    Optional.of("eu-west-1")),
                "a.csv",
                Source.Files.Format.CSV));
  }

  @Test
  void whatIsNoBucketIsSaid() {
    assertThat(mistakes("s3://Shop_1/a.csv", ""))
        .containsExactly("'files': expected a bucket, such as s3://shop/orders/*.parquet");
    assertThat(mistakes("s3://shop/*/a.csv", ""))
        .containsExactly(
            "'files': only the last part of a name may hold *; s3://shop/orders/ is all that is in"
                + " it");
    assertThat(mistakes("s3://shop/orders/", ""))
        .containsExactly(
            "the name does not say what stands in it: add 'format: csv', json or parquet");
    assertThat(mistakes("s3://shop/a.csv", ", endpoint: localhost"))
        .containsExactly("'endpoint': expected an address such as https://s3.example.com");
    assertThat(mistakes("a.csv", ", region: eu-west-1"))
        .containsExactly("'region' goes with a bucket: files: s3://BUCKET/PREFIX");
  }

  private static Folder bucket(String name, String prefix) {
    return new Folder.Bucket(name, prefix, Optional.empty(), Optional.empty());
  }

  private Source files(String files, String more) {
    return read(DOCUMENT.formatted(files, more)).get(0).source();
  }

  private List<String> mistakes(String files, String more) {
    problems.clear();
    read(DOCUMENT.formatted(files, more));
    return problems.stream().map(Problem::text).toList();
  }

  @Test
  void aTopicMayHoldChangesOfATableInAnyEnvelopeThatMappingsKnow() {
    String yaml = "id: a\nsource: {%s}\nkey: id\ntransform: select id from _input";

    assertThat(read(yaml.formatted("topic: a, envelope: debezium")))
        .extracting(Collection::source)
        .containsExactly(new Source.Topic("a", Optional.of(ChangeFormat.DEBEZIUM)));
    assertThat(problems).isEmpty();
    read(yaml.formatted("topic: a, envelope: debesium"));
    read(yaml.formatted("stream: events, envelope: debezium"));
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "c.yaml:2:30: error: 'envelope': expected one of debezium, canal, maxwell, got 'debesium',"
                + " did you mean 'debezium'?",
            "c.yaml:2:26: error: 'envelope' goes with 'topic'");
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
                  - prefix: a desc
                  - words: [a, b, c]
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
            "c.yaml:8:5: error: expected one of 'columns', for order and equality, 'prefix', for what"
                + " a text begins with, 'gin', for what is in an array or object, and 'words', for"
                + " search",
            "c.yaml:9:13: error: expected a column such as user_id",
            "c.yaml:10:5: error: 'words' is of an id and an object, such as [user_id, profile]");
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
