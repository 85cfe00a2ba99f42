package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Source;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collections of a store, each fed on a thread of its own. One that is refused stops no other.
 */
public final class Feeds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);
  private static final int FORGET_AT_ONCE = 10_000;
  private static final long FORGET_SECONDS = 60;

  private final DataSource database;
  private final KafkaClients clients;
  private final SetAside aside;
  private final LiveStreams live;
  private final Refusals refusals;
  private final DependentViews dependent;
  private final List<Fed> fed = new ArrayList<>();
  private final ScheduledExecutorService sweep =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "nudge-collections-retention");
            thread.setDaemon(true);
            return thread;
          });

  private record Fed(CollectionTable table, Feed feed) {}

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
   * Opens the table of a collection; it is fed from {@link #start} on.
   *
   * @return what is wrong with it, if it is left out
   * @throws SQLException if the database fails
   */
  public Optional<Problem> add(Collection collection) throws SQLException {
    CollectionTable table;
    try {
      table = CollectionTable.open(database, collection);
    } catch (RefusedException e) {
      return Optional.of(e.problem());
    }
    Feed feed =
        collection.source() instanceof Source.Files files
            ? new FileFeed(database, table, files, refusals, dependent)
            : new TopicFeed(
                clients,
                aside,
                database,
                table,
                RecordForm.of(collection.source(), live),
                refusals,
                dependent);
    fed.add(new Fed(table, feed));
    return Optional.empty();
  }

  /** Begins to feed all. */
  @SuppressWarnings("FutureReturnValueIgnored") // it tells its failures itself
  public void start() {
    fed.forEach(each -> each.feed().start());
    sweep.scheduleWithFixedDelay(this::forget, FORGET_SECONDS, FORGET_SECONDS, TimeUnit.SECONDS);
  }

  private void forget() {
    for (Fed each : fed) {
      try (Connection connection = database.getConnection()) {
        while (each.table().forget(connection, FORGET_AT_ONCE) == FORGET_AT_ONCE
            && !sweep.isShutdown()) {
          // A few at once, so that nobody waits for them.
        }
      } catch (SQLException | RuntimeException e) {
        log.warn("'{}' keeps rows that are too old", each.table().collection().id(), e);
      }
    }
  }

  /**
   * How a collection stands.
   *
   * @param read records that went through its transform, since its table was made
   * @param refused those that the transform refused
   * @param behind records, or files, that are there and not read yet; -1 where it is not known
   * @param rows about so many
   */
  public record Status(Collection collection, long read, long refused, long behind, long rows) {}

  /** How each stands, in the order in which they were added. */
  public List<Status> status() throws SQLException {
    List<Status> all = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select read, refused, greatest(reltuples, n_live_tup)
                from customer.tally
                join pg_class on pg_class.oid = ?::regclass
                left join pg_stat_user_tables on relid = pg_class.oid
                where id = ? and fingerprint = ?
                """)) {
      for (Fed each : fed) {
        Collection collection = each.table().collection();
        query.setString(1, each.table().name());
        query.setString(2, collection.id());
        query.setString(3, collection.fingerprint());
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            all.add(
                new Status(
                    collection,
                    row.getLong(1),
                    row.getLong(2),
                    each.feed().behind(),
                    Math.max(0, row.getLong(3))));
          }
        }
      }
    }
    return all;
  }

  @Override
  public void close() {
    sweep.shutdownNow();
    fed.forEach(each -> each.feed().close());
  }
}
