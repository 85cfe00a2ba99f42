package dev.nudge.customer;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionFolder;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.ingest.Preview;
import dev.nudge.customer.ingest.Refusals;
import dev.nudge.customer.ingest.RefusedException;
import dev.nudge.customer.ingest.ShippedViews;
import dev.nudge.customer.ingest.Writes;
import dev.nudge.customer.store.Shipped;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
      List.of("profiles", "visits", "activity", "purchases", "products", "triggers", "transitions");

  private static final long LOOK_MILLIS = 1_000;

  private final Store store;
  private final Feeds feeds;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nudge-collections-folder");
            thread.setDaemon(true);
            return thread;
          });
  private volatile List<Problem> problems = List.of();

  /** Why the folder is not taken, as it was said last; of the thread that looks there. */
  private String trouble = "";

  private Customers(Store store, Feeds feeds) {
    this.store = store;
    this.feeds = feeds;
  }

  /**
   * Opens the shipped collections and the user's, and begins to feed them.
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
    return start(
        store, clients, aside, live, new CollectionFolder.Content(own, List.of()), refusals);
  }

  /**
   * The same with the collections of a folder: each second it takes what has changed there.
   *
   * @param folder it need not be there yet
   */
  public static Customers start(
      Store store,
      KafkaClients clients,
      SetAside aside,
      LiveStreams live,
      Path folder,
      Refusals refusals)
      throws SQLException {
    CollectionFolder own = new CollectionFolder(folder);
    Customers customers = start(store, clients, aside, live, own.changed().orElseThrow(), refusals);
    customers.follow(own);
    return customers;
  }

  private static Customers start(
      Store store,
      KafkaClients clients,
      SetAside aside,
      LiveStreams live,
      CollectionFolder.Content own,
      Refusals refusals)
      throws SQLException {
    Feeds feeds = new Feeds(store.writing(), clients, aside, live, refusals, ShippedViews::restore);
    Customers customers = new Customers(store, feeds);
    customers.take(own);
    feeds.start();
    return customers;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it tells its failures itself
  private void follow(CollectionFolder own) {
    watch.scheduleWithFixedDelay(
        () -> {
          try {
            Optional<CollectionFolder.Content> changed = own.changed();
            if (changed.isPresent()) {
              take(changed.get());
            }
            trouble = "";
          } catch (SQLException | RuntimeException e) {
            own.again();
            trouble(e);
          }
        },
        LOOK_MILLIS,
        LOOK_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** Says it once, however often it comes again. */
  private void trouble(Exception e) {
    String text = String.valueOf(e.getMessage());
    if (!text.equals(trouble)) {
      log.warn("what has changed in the folder of collections is not taken yet: {}", text);
      log.debug("the folder of collections", e);
      trouble = text;
    }
  }

  /**
   * While a file has a mistake nothing is taken away, nor does a shipped collection take the place
   * of another of its name: who knows what the file would hold.
   */
  private void take(CollectionFolder.Content own) throws SQLException {
    boolean isWhole = own.problems().stream().noneMatch(Problem::isError);
    Map<String, Collection> all = new LinkedHashMap<>();
    Map<String, String> seen = isWhole ? Map.of() : feeds.seen();
    for (Collection collection : shipped()) {
      String fingerprint = collection.fingerprint();
      if (feeds.hasSource(collection)
          && seen.getOrDefault(collection.id(), fingerprint).equals(fingerprint)) {
        all.put(collection.id(), collection);
      }
    }
    own.collections().forEach(collection -> all.put(collection.id(), collection));
    List<Problem> found = new ArrayList<>(own.problems());
    for (Collection collection : all.values()) {
      feeds.put(collection).ifPresent(found::add);
    }
    if (isWhole) {
      feeds.retain(all.keySet());
    }
    ShippedViews.restore(store.writing());
    found.stream()
        .filter(problem -> !problems.contains(problem))
        .forEach(problem -> log.error("{}; what was there before stays", problem));
    problems = List.copyOf(found);
  }

  /** The collections that are there without anybody's doing. */
  public static List<Collection> shipped() {
    List<Problem> problems = new ArrayList<>();
    List<Collection> shipped = new ArrayList<>();
    for (String id : SHIPPED) {
      String file = "collections/" + id + ".yaml";
      shipped.addAll(CollectionReader.read(file, Shipped.text(file), Path.of(""), problems));
    }
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new IllegalStateException(problems.toString());
    }
    return shipped;
  }

  /** The document of a collection that Nudge brings. */
  public Optional<String> shippedText(String id) {
    return SHIPPED.contains(id)
        ? Optional.of(Shipped.text("collections/" + id + ".yaml"))
        : Optional.empty();
  }

  /** What is wrong with collections that were not taken. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * What a collection would make of some records of its source, before it is saved.
   *
   * @throws RefusedException if it cannot be kept as it says
   * @throws IOException if its source cannot be read
   */
  public Preview preview(Collection collection) throws SQLException, IOException, RefusedException {
    return feeds.preview(collection, store);
  }

  /** How each collection stands. */
  public List<Feeds.Status> status() throws SQLException {
    return feeds.status();
  }

  /** Tells what is written of a customer. */
  public Writes writes() {
    return feeds.writes();
  }

  /** Where it all is. */
  public Store store() {
    return store;
  }

  /** Stops feeding; the store stays open. */
  @Override
  public void close() {
    watch.shutdownNow();
    feeds.close();
  }
}
