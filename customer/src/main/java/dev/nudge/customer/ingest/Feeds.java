package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Source;
import dev.nudge.customer.store.Store;
import dev.nudge.customer.store.Transaction;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collections of a store, each fed on a thread of its own. One that is refused stops no other.
 */
public final class Feeds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);
  private static final int FORGET_AT_ONCE = 10_000;
  private static final long FORGET_SECONDS = 60;

  private static final Source TRANSITIONS = new Source.Stream(Source.Stream.Kind.TRANSITIONS);

  private final DataSource database;
  private final KafkaClients clients;
  private final SetAside aside;
  private final LiveStreams live;
  private final Refusals refusals;
  private final DependentViews dependent;
  private final Writes writes = new Writes();
  private final Map<String, Fed> fed = new LinkedHashMap<>();
  private final ScheduledExecutorService sweep =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nudge-collections-retention");
            thread.setDaemon(true);
            return thread;
          });

  private boolean started;
  private boolean closed;

  private record Fed(CollectionTable table, Feed feed) {
    Collection collection() {
      return table.collection();
    }

    String id() {
      return collection().id();
    }
  }

  /**
   * No collection yet.
   *
   * @param dependent views that are put back when queries begin to see another table
   */
  public Feeds(
      DataSource database,
      KafkaClients clients,
      SetAside aside,
      LiveStreams live,
      Refusals refusals,
      DependentViews dependent) {
    this.database = database;
    this.clients = clients;
    this.aside = aside;
    this.live = live;
    this.refusals = refusals;
    this.dependent = dependent;
  }

  /**
   * Takes a collection, new or in place of the one of the same name; it is fed from {@link #start}
   * on. The former goes on where the new one is refused. One thread at a time puts and retains;
   * nobody else waits while indexes are built.
   *
   * @return what is wrong with it, if so
   * @throws SQLException if the database fails
   */
  public Optional<Problem> put(Collection collection) throws SQLException {
    Fed former = fed(collection.id());
    if (former != null && former.collection().isLike(collection)) {
      return Optional.empty();
    }
    if (!hasSource(collection)) {
      return Optional.of(
          Problem.error(
              collection.transform().text().position(),
              "it is fed by the stream 'transitions', which is not written here: see the setting"
                  + " 'transitions'"));
    }
    CollectionTable table;
    try {
      table = CollectionTable.open(database, collection);
    } catch (RefusedException e) {
      return Optional.of(e.problem());
    }
    if (former != null) {
      former.feed().close();
    }
    add(new Fed(table, feed(table)));
    return Optional.empty();
  }

  private synchronized void add(Fed each) {
    if (closed) {
      each.feed().close();
      return;
    }
    fed.put(each.id(), each);
    if (started) {
      each.feed().start();
    }
  }

  private Feed feed(CollectionTable table) {
    Source source = table.collection().source();
    return source instanceof Source.Files files
        ? new FileFeed(database, table, files, refusals, dependent)
        : new TopicFeed(
            clients,
            aside,
            database,
            table,
            RecordForm.of(table.collection(), live),
            refusals,
            dependent,
            writes);
  }

  /**
   * What a collection would make of some records of its source.
   *
   * @param store of the same database
   * @throws RefusedException if it cannot be kept as it says
   * @throws IOException if its source cannot be read
   */
  public Preview preview(Collection collection, Store store)
      throws SQLException, IOException, RefusedException {
    return Preview.of(collection, store, new Samples(clients, live));
  }

  /** Lets go of all collections but these: queries do not see them any more. */
  public void retain(Set<String> ids) throws SQLException {
    for (Fed gone : now().stream().filter(each -> !ids.contains(each.id())).toList()) {
      gone.feed().close();
      remove(gone.id());
    }
    Transaction.of(
        database,
        connection -> {
          Set<String> hidden = new TreeSet<>(CollectionTable.seen(connection).keySet());
          hidden.removeAll(ids);
          for (String id : hidden) {
            CollectionTable.hide(connection, id);
            log.info("queries do not see '{}' any more: there is no such collection", id);
          }
          if (!hidden.isEmpty()) {
            dependent.restore(connection);
          }
          return hidden;
        });
  }

  private synchronized void remove(String id) {
    fed.remove(id);
  }

  /** The collections that queries see, and which definition of each. */
  public Map<String, String> seen() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return CollectionTable.seen(connection);
    }
  }

  /** Whether what it is fed from is there at all: not everybody has a topic of transitions. */
  public boolean hasSource(Collection collection) {
    return live.transitions().isPresent() || !collection.source().equals(TRANSITIONS);
  }

  /** Tells what is written of a customer from topics. */
  public Writes writes() {
    return writes;
  }

  /** Begins to feed all, also those that come later. */
  @SuppressWarnings("FutureReturnValueIgnored") // it tells its failures itself
  public synchronized void start() {
    started = true;
    fed.values().forEach(each -> each.feed().start());
    sweep.scheduleWithFixedDelay(this::forget, FORGET_SECONDS, FORGET_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized @Nullable Fed fed(String id) {
    return fed.get(id);
  }

  private synchronized List<Fed> now() {
    return List.copyOf(fed.values());
  }

  private void forget() {
    for (Fed each : now()) {
      try {
        while (Retention.forget(database, each.table(), FORGET_AT_ONCE) && !sweep.isShutdown()) {
          // A few at once, so that nobody waits for them.
        }
      } catch (SQLException | RuntimeException e) {
        log.warn("'{}' keeps rows that are too old", each.id(), e);
      }
    }
    try {
      UnusedTables.remove(database, now().stream().map(Fed::collection).toList());
    } catch (SQLException | RuntimeException e) {
      log.warn("tables that nobody uses stay for now", e);
    }
  }

  /**
   * How a collection stands.
   *
   * @param read records that went through its transform, since its table was made
   * @param refused those that the transform refused
   * @param outdated rows that came when they were older than the collection keeps
   * @param behind records, or files, that are there and not read yet; -1 where it is not known
   * @param rows about so many
   * @param trouble why it does not get on, if so
   */
  public record Status(
      Collection collection,
      long read,
      long refused,
      long outdated,
      long behind,
      long rows,
      Optional<String> trouble) {}

  /** How each stands, in the order in which they were added. */
  public List<Status> status() throws SQLException {
    List<Status> all = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select read, refused, outdated, (
                  select sum(greatest(reltuples, n_live_tup, 0))
                  from pg_class
                  left join pg_stat_user_tables on relid = pg_class.oid
                  where relkind = 'r' and (
                    pg_class.oid = ?::regclass
                    or pg_class.oid in (select inhrelid from pg_inherits where inhparent = ?::regclass))
                )
                from customer.tally
                where id = ? and fingerprint = ?
                """)) {
      for (Fed each : now()) {
        Collection collection = each.collection();
        query.setString(1, each.table().name());
        query.setString(2, each.table().name());
        query.setString(3, collection.id());
        query.setString(4, collection.fingerprint());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            all.add(
                new Status(
                    collection,
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    each.feed().behind(),
                    row.getLong(4),
                    each.feed().trouble()));
          }
        }
      }
    }
    return all;
  }

  @Override
  public void close() {
    sweep.shutdownNow();
    synchronized (this) {
      closed = true;
    }
    now().forEach(each -> each.feed().close());
  }
}
