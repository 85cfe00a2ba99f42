package dev.nudge.customer.segment;

import dev.nudge.customer.Customers;
import dev.nudge.customer.TestKafka;
import dev.nudge.customer.TestStore;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.SetAside;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The shipped collections, whose rows a test writes itself: nothing comes from Kafka. */
final class WrittenCustomers implements AutoCloseable {
  private final Store store;
  private final Customers customers;

  private WrittenCustomers(Store store, Customers customers) {
    this.store = store;
    this.customers = customers;
  }

  static WrittenCustomers start() throws Exception {
    String topic = UUID.randomUUID() + ".nothing";
    TestKafka.make(topic);
    LiveStreams.Topic nothing = new LiveStreams.Topic(topic, Mapping.canonical());
    Store store = TestStore.empty();
    return new WrittenCustomers(
        store,
        Customers.start(
            store,
            TestKafka.clients(),
            new SetAside(failure -> false),
            new LiveStreams(List.of(nothing), nothing, nothing, List.of(topic)),
            List.of(),
            (of, row, reason) -> {}));
  }

  Store store() {
    return store;
  }

  /** The table under the view of a collection. */
  String table(String collection) throws SQLException {
    return read("select 'customer.' || quote_ident(id || '_' || fingerprint) from customer.collection"
            + " where live and id = '"
            + collection
            + "'")
        .get(0);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column. */
  List<String> read(String sql) throws SQLException {
    try (Connection connection = store.writing().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        read.add(rows.getString(1));
      }
      return read;
    }
  }

  @Override
  public void close() {
    customers.close();
    store.close();
  }
}
