package dev.nudge.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nudge.customer.file.TestBucket;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.SetAside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into the folder of collections while they are fed. */
class CollectionFolderTest {
  private static final String STOCK =
      """
      id: stock
      source: {files: stock-*.csv}
      input: {sku: text, left: integer}
      transform: select sku, "left" as pieces from _input
      key: sku
      """;

  private final String prefix = UUID.randomUUID() + ".";
  private final String topic = prefix + "events";
  private Store store;
  private Customers customers;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    TestKafka.make(topic);
    start(TestStore.empty());
  }

  private void start(Store opened) throws Exception {
    store = opened;
    LiveStreams.Topic events = new LiveStreams.Topic(topic, Mapping.canonical());
    customers =
        Customers.start(
            store,
            TestKafka.clients(),
            new SetAside(failure -> false),
            new LiveStreams(List.of(events), events, events, List.of(topic)),
            folder,
            (of, row, reason) -> {});
  }

  @AfterEach
  void close() {
    customers.close();
    store.close();
  }

  private List<String> read(String sql) throws SQLException {
    try (Connection connection = store.reading().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        read.add(rows.getString(1));
      }
      return read;
    }
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(holds);
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private Feeds.Status stock() throws SQLException {
    return customers.status().stream()
        .filter(status -> status.collection().id().equals("stock"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCollectionIsAddedChangedAndTakenAwayWhileTheOthersGoOn() throws Exception {
    write("stock-1.csv", "sku,left\np1,5\np2,7\n");
    write("stock.yaml", STOCK);
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("12"));

    write("stock.yaml", STOCK.replace("\"left\" as", "\"left\" * 2 as"));
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("24"));

    Files.delete(folder.resolve("stock.yaml"));
    eventually(
        () ->
            assertThat(read("select table_name from information_schema.tables"))
                .doesNotContain("stock")
                .contains("customers", "activity"));
  }

  @Test
  void oneThatComesBackGoesOnWhereItWas() throws Exception {
    write("stock-1.csv", "sku,left\np1,5\n");
    write("stock.yaml", STOCK);
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("5"));
    Files.delete(folder.resolve("stock.yaml"));
    eventually(() -> assertThat(customers.status()).hasSize(6));
    write("stock-2.csv", "sku,left\np2,1\n");
    write("stock.yaml", STOCK);
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("6"));
    assertThat(stock().read()).as("each row once").isEqualTo(2);
  }

  @Test
  void withAMistakeWhatWasThereStays() throws Exception {
    write("stock-1.csv", "sku,left\np1,5\n");
    write("stock.yaml", STOCK);
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("5"));
    write("stock.yaml", STOCK.replace("key: sku", "kye: sku"));
    eventually(
        () ->
            assertThat(customers.problems())
                .extracting(Problem::text)
                .containsExactly("unknown key 'kye', did you mean 'key'?"));
    write("stock.yaml", STOCK.replace("\"left\" as", "\"lfet\" as"));
    eventually(
        () ->
            assertThat(customers.problems())
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .startsWith("column \"lfet\" does not exist"));
    write("stock-2.csv", "sku,left\np2,1\n");
    eventually(() -> assertThat(read("select sum(pieces) from stock")).containsExactly("6"));
    write("stock.yaml", STOCK);
    eventually(() -> assertThat(customers.problems()).isEmpty());
  }

  /** Its rows would be gone. */
  @Test
  void withAMistakeNoShippedCollectionTakesThePlaceOfOneOfTheUsers() throws Exception {
    String own = STOCK.replace("id: stock", "id: products").replace("sku,", "sku as product_id,");
    own = own.replace("key: sku", "key: product_id");
    write("stock-1.csv", "sku,left\np1,5\n");
    write("products.yaml", own);
    eventually(() -> assertThat(read("select pieces from products")).containsExactly("5"));
    write("products.yaml", own.replace("key: ", "kye: "));
    eventually(() -> assertThat(customers.problems()).isNotEmpty());
    write("stock-1.csv", "sku,left\np1,7\n");
    eventually(() -> assertThat(read("select pieces from products")).containsExactly("7"));

    customers.close();
    start(store);
    assertThat(customers.problems()).isNotEmpty();
    assertThat(read("select pieces from products")).containsExactly("7");
    write("products.yaml", own);
    write("stock-1.csv", "sku,left\np1,8\n");
    eventually(() -> assertThat(read("select pieces from products")).containsExactly("8"));

    Files.delete(folder.resolve("products.yaml"));
    eventually(() -> assertThat(read("select name from products")).isEmpty());
  }

  @Test
  void whatIsFedByNothingIsRefused() throws Exception {
    write(
        "mine.yaml",
        "id: mine\nsource: {stream: transitions}\ntransform: select _key as k from _input\nkey: k\n");
    eventually(
        () ->
            assertThat(customers.problems())
                .extracting(Problem::text)
                .containsExactly(
                    "only transitions that somebody asks for are written, unless the setting"
                        + " 'transitions' is 'all'",
                    "it is fed by the stream 'transitions', which is not written here: see the"
                        + " setting 'transitions'"));
  }

  @Test
  void whyOneDoesNotGetOnIsSaid() throws Exception {
    write("stock-1.parquet", "this is none");
    write("stock.yaml", STOCK.replace("stock-*.csv", "stock-*.parquet"));
    eventually(
        () ->
            assertThat(stock().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("stock-1.parquet")));
    Files.delete(folder.resolve("stock-1.parquet"));
    eventually(() -> assertThat(stock().trouble()).isEmpty());
    write(
        "orders.yaml",
        "id: orders\nsource: {topic: %snone}\ntransform: select _key as k from _input\nkey: k\n"
            .formatted(prefix));
    eventually(
        () ->
            assertThat(customers.status())
                .extracting(Feeds.Status::trouble)
                .anySatisfy(
                    why -> assertThat(why).contains("there is no topic " + prefix + "none")));
  }

  @Test
  @Tag("slow")
  void anObjectPutIntoABucketAppears() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    try (TestBucket bucket = TestBucket.start(folder.resolve("store"))) {
      for (String format : List.of("csv", "parquet")) {
        write(
            format + ".yaml",
            STOCK
                .replace("id: stock", "id: " + format)
                .replace(
                    "stock-*.csv",
                    "s3://shop/stock/*." + format + ", endpoint: " + bucket.endpoint()));
      }
      bucket.put("stock/1.csv", "sku,left\np1,5\n");
      eventually(() -> assertThat(read("select sum(pieces) from csv")).containsExactly("5"));
      bucket.put("stock/2.csv", "sku,left\np1,6\np2,1\n");
      eventually(() -> assertThat(read("select sum(pieces) from csv")).containsExactly("7"));
      Path file = folder.resolve("stock.parquet");
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement()) {
        statement.execute("copy (select 'p3' as sku, 9 as \"left\") to '" + file + "'");
      }
      bucket.put("stock/3.parquet", file);
      eventually(() -> assertThat(read("select sum(pieces) from parquet")).containsExactly("9"));
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }
}
