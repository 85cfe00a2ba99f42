package dev.nudge.customer;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.ingest.Refusals;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything known of customers, fed from the live system and from the user's own topics and files
 * until closed. A collection of the user's replaces the shipped one of the same name.
 */
public final class Customers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Customers.class);

  /** In the order in which they are shown. */
  private static final List<String> SHIPPED =
      List.of("profiles", "visits", "activity", "purchases", "products", "triggers");

  private static final List<String> VIEWS = List.of("customers");

  private final Store store;
  private final Feeds feeds;
  private final List<Problem> problems = new ArrayList<>();

  private Customers(Store store, Feeds feeds) {
    this.store = store;
    this.feeds = feeds;
  }

  /**
   * Opens the collections and begins to feed them.
   *
   * @param own the user's collections
   * @param refusals hears of records that a transform refuses
   * @throws SQLException if the database fails; a collection that is wrong is left out and told by
   *     {@link #problems}
   */
  public static Customers start(
      Store store,
      KafkaClients clients,
      SetAside aside,
      LiveStreams live,
      List<Collection> own,
      Refusals refusals)
      throws SQLException {
    Map<String, Collection> all = new LinkedHashMap<>();
    shipped().forEach(collection -> all.put(collection.id(), collection));
    own.forEach(collection -> all.put(collection.id(), collection));
    Feeds feeds = new Feeds(store.writing(), clients, aside, live, refusals, Customers::makeViews);
    Customers customers = new Customers(store, feeds);
    for (Collection collection : all.values()) {
      feeds.add(collection).ifPresent(customers::leaveOut);
    }
    try (Connection connection = store.writing().getConnection()) {
      connection.setAutoCommit(false);
      makeViews(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }
    feeds.start();
    return customers;
  }

  private void leaveOut(Problem problem) {
    problems.add(problem);
    log.error("{}; the others go on without it", problem);
  }

  /** The collections that are there without anybody's doing. */
  public static List<Collection> shipped() {
    List<Problem> problems = new ArrayList<>();
    List<Collection> shipped = new ArrayList<>();
    for (String id : SHIPPED) {
      String file = "collections/" + id + ".yaml";
      shipped.addAll(CollectionReader.read(file, resource(file), Path.of(""), problems));
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
    return shipped;
  }

  /** What is wrong with collections that were left out. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** How each collection stands. */
  public List<Feeds.Status> status() throws SQLException {
    return feeds.status();
  }

  /** Views over several collections; one whose collections are not as they were is left out. */
  private static void makeViews(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local search_path = " + Store.DATA);
      for (String name : VIEWS) {
        Savepoint before = connection.setSavepoint();
        try {
          statement.execute("drop view if exists " + name + " cascade");
          statement.execute("create view " + name + " as " + resource("views/" + name + ".sql"));
        } catch (SQLException e) {
          connection.rollback(before);
          log.warn(
              "there is no view '{}' while its collections are not as shipped: {}",
              name,
              e.getMessage());
        }
      }
    }
  }

  private static String resource(String name) {
    try (InputStream bytes = Customers.class.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it all is. */
  public Store store() {
    return store;
  }

  /** Stops feeding; the store stays open. */
  @Override
  public void close() {
    feeds.close();
  }
}
