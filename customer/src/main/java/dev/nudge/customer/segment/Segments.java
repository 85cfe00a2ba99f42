package dev.nudge.customer.segment;

import dev.nudge.customer.store.Store;
import dev.nudge.customer.store.Transaction;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the members of all segments up to date until closed, on a thread of its own: who was
 * written of is looked at within some tenths of a second, everybody when a definition is new, and
 * everybody again and again for what changes with time.
 */
public final class Segments implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);

  private static final int USERS_AT_ONCE = 1_000;
  private static final long LOOK_MILLIS = 100;
  private static final long FILES_MILLIS = 1_000;
  private static final long SIZES_MILLIS = 5_000;

  /** From one beginning of looking at everybody for what changes with time to the next. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** Rests so many times as long as it looks at everybody again, for which there is time. */
  private static final int REST = 3;

  private final DataSource database;
  private final Clock clock;
  private final SegmentFiles files;
  private final Membership membership;
  private final SegmentSizes sizes = new SegmentSizes();
  private final Thread thread = new Thread(this::run, "nudge-segments");
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile SegmentFiles.Found found = SegmentFiles.Found.NOTHING;
  private @Nullable Announcer announcer;
  private boolean isDefined;
  private long filesAt = Long.MIN_VALUE;
  private long sizesAt = Long.MIN_VALUE;
  private long passAt = Long.MIN_VALUE;

  /** Evaluates nothing yet. */
  Segments(Store store, Optional<Path> folder, ZoneId zone, Clock clock, Outbox outbox) {
    this.database = store.writing();
    this.clock = clock;
    files = new SegmentFiles(folder);
    membership = new Membership(zone, outbox);
  }

  /**
   * Begins to evaluate.
   *
   * @param folder of their documents, looked at each second; it need not be there
   * @param zone of customers whose profile names none
   * @param events the topic in which entering and leaving become events, if one can be written to
   * @param profiles the same for the list of segments in profiles
   */
  public static Segments start(
      Store store,
      Optional<Path> folder,
      ZoneId zone,
      KafkaClients clients,
      Optional<String> events,
      Optional<String> profiles) {
    Announcer announcer = new Announcer(store.writing(), clients, events, profiles);
    Segments segments = new Segments(store, folder, zone, Clock.systemUTC(), announcer);
    segments.announcer = announcer;
    announcer.start();
    segments.thread.setDaemon(true);
    segments.thread.start();
    return segments;
  }

  /** What is wrong with their documents. */
  public List<Problem> problems() {
    return found.problems();
  }

  /** The ids of all; nothing before they are read, or while a document has a mistake. */
  public Optional<Set<String>> names() {
    return Optional.of(found)
        .filter(all -> all.isRead() && all.problems().isEmpty())
        .map(all -> all.segments().stream().map(Segment::id).collect(Collectors.toSet()));
  }

  /** How each stands, by id. */
  public List<SegmentStatus> status() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return SegmentStatus.all(connection, membership.failures());
    }
  }

  private void run() {
    boolean said = false;
    while (closing.getCount() > 0) {
      try {
        long rest = work();
        said = false;
        if (rest > 0 && closing.await(rest, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        if (!said) {
          log.warn("segments are not kept up to date: {}", e.getMessage());
          log.debug("why", e);
          said = true;
        }
        try {
          closing.await(FILES_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
          return;
        }
      }
    }
  }

  /** Does one piece of what is to be done; says how long it may rest. */
  long work() throws SQLException {
    long now = clock.millis();
    if (isDue(filesAt, now, FILES_MILLIS)) {
      filesAt = now;
      if (files.look()) {
        isDefined = false;
        found = files.found();
        membership.failures().clear();
        found.problems().forEach(problem -> log.warn("segments: {}", problem));
      }
    }
    boolean worked = !isDefined && define();
    worked |= changed();
    if (now >= passAt) {
      worked |= pass();
    }
    if (isDue(sizesAt, now, SIZES_MILLIS) && transaction(sizes::note)) {
      sizesAt = now;
    }
    return worked ? 0 : found.segments().isEmpty() ? FILES_MILLIS : LOOK_MILLIS;
  }

  private static boolean isDue(long last, long now, long after) {
    return last == Long.MIN_VALUE || now - last >= after || now < last;
  }

  /** Takes the definitions, and lets go those that are gone. */
  private boolean define() throws SQLException {
    return transaction(
        connection -> {
          for (Segment segment : found.segments()) {
            SegmentTable.define(connection, segment, clock.instant());
          }
          Set<String> missing = new HashSet<>(SegmentTable.ids(connection));
          found.segments().forEach(segment -> missing.remove(segment.id()));
          if (found.problems().stream().anyMatch(Problem::isError)) {
            // A document with a mistake may define them: nobody leaves, and nobody is looked at.
            SegmentTable.suspend(connection, missing);
            isDefined = true;
          } else {
            isDefined = letGo(connection, missing);
          }
          return true;
        });
  }

  /** Lets some of their members leave segments; whether all have. */
  private boolean letGo(Connection connection, Set<String> segments) throws SQLException {
    boolean all = true;
    for (String id : segments) {
      List<String> members = SegmentTable.members(connection, id, USERS_AT_ONCE);
      membership.leave(connection, members, id, clock.instant());
      if (members.size() < USERS_AT_ONCE) {
        SegmentTable.forget(connection, id);
      } else {
        all = false;
      }
    }
    return all;
  }

  private boolean changed() throws SQLException {
    return transaction(
        connection -> {
          Map<String, Boolean> users = SegmentTable.changed(connection, USERS_AT_ONCE);
          membership.update(connection, users, found.segments(), clock.instant());
          return !users.isEmpty();
        });
  }

  private boolean pass() throws SQLException {
    Map<String, Segment> byId =
        found.segments().stream()
            .collect(Collectors.toMap(Segment::id, segment -> segment, (a, b) -> a, TreeMap::new));
    long began = clock.millis();
    boolean worked =
        transaction(
            connection -> {
              List<String> drifting =
                  byId.values().stream().filter(Segment::drifts).map(Segment::id).toList();
              Instant now = clock.instant();
              SegmentTable.again(connection, drifting, now.minus(AGAIN), now);
              List<String> ids = SegmentTable.unfinished(connection, List.copyOf(byId.keySet()));
              if (ids.isEmpty()) {
                return false;
              }
              List<String> users = SegmentTable.nextUsers(connection, ids, USERS_AT_ONCE);
              Map<String, Boolean> unwritten =
                  users.stream().collect(Collectors.toMap(user -> user, user -> false));
              membership.update(connection, unwritten, ids.stream().map(byId::get).toList(), now);
              if (!users.isEmpty()) {
                SegmentTable.move(connection, ids, users.get(users.size() - 1), users.size());
              }
              if (users.size() < USERS_AT_ONCE) {
                SegmentTable.finish(connection, ids);
              }
              return true;
            });
    passAt = clock.millis() + REST * (clock.millis() - began);
    return worked;
  }

  private interface Piece {
    boolean in(Connection connection) throws SQLException;
  }

  /** What a piece says; false where another process does the work. */
  private boolean transaction(Piece piece) throws SQLException {
    return Transaction.of(
        database, connection -> SegmentTable.lock(connection) && piece.in(connection));
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (announcer != null) {
      announcer.close();
    }
  }
}
