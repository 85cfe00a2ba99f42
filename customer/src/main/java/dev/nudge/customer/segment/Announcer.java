package dev.nudge.customer.segment;

import dev.nudge.customer.store.Transaction;
import dev.nudge.engine.SegmentEvents;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.LazyProducer;
import dev.nudge.stream.RecordBound;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the live system who entered and left segments: first the profile with the list of segments,
 * then an event. What is to be told is written in the transaction that makes it so and taken away
 * when Kafka has it; a process that is killed in between tells it again, with the same id.
 */
final class Announcer implements Outbox, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final int AT_ONCE = 500;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 100;
  private static final long AGAIN_MILLIS = 1_000;

  private static final String PUT =
      """
      insert into customer.segment_outbox (user_id, segment, entered, at, segments)
      values (?, ?, ?, ?, array(
        select segment from customer.segment_member where user_id = ? order by segment))
      """;
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtext('nudge segment outbox'))";
  private static final String NEXT =
      """
      select seq, id, user_id, segment, entered, at, segments
      from customer.segment_outbox order by seq limit ?
      """;
  private static final String SENT = "delete from customer.segment_outbox where seq <= ?";

  private final DataSource database;
  private final Optional<String> events;
  private final Optional<String> profiles;
  private final JsonWriter writer = new JsonWriter();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "nudge-segment-outbox");
  private final LazyProducer producer;

  /**
   * Sends nothing until it is started.
   *
   * @param events where events can be written, if there is such a topic
   * @param profiles the same for profiles
   */
  Announcer(
      DataSource database,
      KafkaClients clients,
      Optional<String> events,
      Optional<String> profiles) {
    this.database = database;
    producer =
        new LazyProducer(
            clients,
            PATIENCE_MILLIS,
            Stream.of(events, profiles).flatMap(Optional::stream).toArray(String[]::new));
    this.events = events;
    this.profiles = profiles;
  }

  /** Something to tell. */
  private record Letter(
      long seq,
      String id,
      String user,
      String segment,
      boolean entered,
      long at,
      List<String> segments) {}

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void put(Connection connection, List<Membership.Change> changes) throws SQLException {
    if (changes.isEmpty() || (events.isEmpty() && profiles.isEmpty())) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(PUT)) {
      for (Membership.Change change : changes) {
        insert.setString(1, change.user());
        insert.setString(2, change.segment());
        insert.setBoolean(3, change.entered());
        insert.setTimestamp(4, Timestamp.from(change.at()));
        insert.setString(5, change.user());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void run() {
    boolean said = false;
    while (closing.getCount() > 0) {
      long rest = LOOK_MILLIS;
      try {
        while (closing.getCount() > 0 && sendSome()) {
          said = false;
        }
      } catch (SQLException | RuntimeException e) {
        if (!said && closing.getCount() > 0) {
          log.warn("who enters and leaves segments is told later: {}", e.getMessage());
          said = true;
        }
        producer.letGo();
        rest = AGAIN_MILLIS;
      }
      try {
        closing.await(rest, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Whether there may be more. */
  private boolean sendSome() throws SQLException {
    return Transaction.of(
        database,
        connection -> {
          List<Letter> letters = next(connection);
          if (!letters.isEmpty()) {
            send(producer.get(), letters);
            try (PreparedStatement sent = connection.prepareStatement(SENT)) {
              sent.setLong(1, letters.get(letters.size() - 1).seq());
              sent.executeUpdate();
            }
          }
          return letters.size() == AT_ONCE;
        });
  }

  private static List<Letter> next(Connection connection) throws SQLException {
    List<Letter> letters = new ArrayList<>();
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        ResultSet row = lock.executeQuery()) {
      if (!row.next() || !row.getBoolean(1)) {
        return letters;
      }
    }
    try (PreparedStatement query = connection.prepareStatement(NEXT)) {
      query.setInt(1, AT_ONCE);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          letters.add(
              new Letter(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getBoolean(5),
                  row.getTimestamp(6).getTime(),
                  List.of((String[]) row.getArray(7).getArray())));
        }
      }
    }
    return letters;
  }

  private void send(Producer<byte[], byte[]> to, List<Letter> letters) {
    if (profiles.isPresent()) {
      Map<String, Letter> latest = new LinkedHashMap<>();
      letters.forEach(letter -> latest.put(letter.user(), letter));
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Letter letter : latest.values()) {
        byte[] value =
            writer.writeValue(Map.of("user", letter.user(), Profile.SEGMENTS, letter.segments()));
        sent.add(to.send(new ProducerRecord<>(profiles.get(), key(letter), value)));
      }
      settle(to, sent);
    }
    if (events.isPresent()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Letter letter : letters) {
        sent.add(
            to.send(new ProducerRecord<>(events.get(), key(letter), writer.write(event(letter)))));
      }
      settle(to, sent);
    }
  }

  private static Event event(Letter letter) {
    return new Event(
        letter.id(),
        letter.user(),
        letter.entered() ? SegmentEvents.ENTERED : SegmentEvents.LEFT,
        letter.at(),
        Properties.of(Map.of("segment", letter.segment(), Profile.SEGMENTS, letter.segments())));
  }

  private static byte[] key(Letter letter) {
    return letter.user().getBytes(StandardCharsets.UTF_8);
  }

  private static void settle(Producer<byte[], byte[]> to, List<Future<RecordMetadata>> sent) {
    to.flush();
    for (Future<RecordMetadata> record : sent) {
      try {
        record.get();
      } catch (ExecutionException e) {
        Throwable why = e.getCause() == null ? e : e.getCause();
        if (!RecordBound.refuses(why)) {
          throw new IllegalStateException("Kafka does not take it: " + why.getMessage(), why);
        }
        // It would be refused for ever, and those behind it wait.
        log.error("Kafka refuses what is told of a segment for its size", why);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.letGo();
  }
}
