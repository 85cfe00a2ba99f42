package dev.nudge.console.collect.tracking;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.collect.BoundedWriter;
import dev.nudge.console.collect.JsonTree;
import dev.nudge.console.web.ApiException;
import dev.nudge.stream.RecordBound;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the messages of a request, in their order. Events alone are written as any others; where
 * messages say something of people, what is known of these is changed in one transaction, which
 * ends when Kafka has the records: a caller that hears of a failure may send all of it again.
 */
@Component
final class TrackingCollector {
  /** Of the ten connections to the database, while Kafka is waited for. */
  private static final int TRANSACTIONS = 4;

  /** How many more wait for one of them, each with a thread of the server. */
  private static final int WAITING = 16;

  private static final int WAIT_SECONDS = 5;

  /** Of what is known of the people of one request, with a body of any size beside it. */
  private static final long MOST_KNOWN = 2L << 20;

  private final BoundedWriter writer;
  private final MessageRecords.Topics topics;
  private final VisitorLinks links;
  private final CollectedProfiles profiles;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Semaphore transactions = new Semaphore(TRANSACTIONS);
  private final Semaphore waiting = new Semaphore(WAITING);

  TrackingCollector(
      BoundedWriter writer,
      RecordBound bound,
      ConsoleSettings settings,
      VisitorLinks links,
      CollectedProfiles profiles,
      TransactionTemplate transaction,
      Clock clock) {
    this.writer = writer;
    this.topics = new MessageRecords.Topics(settings, bound);
    this.links = links;
    this.profiles = profiles;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Takes the message, or all messages, of a body.
   *
   * @param bytes that the body holds in memory
   * @param source what it was sent to, for the record of what cannot be used
   * @return when Kafka has everything: what could not be used
   * @throws ApiException 413 where the messages or what is known of their people are too much at
   *     once, 429 where too much is under way
   */
  CompletableFuture<List<Unusable>> take(Call call, ObjectNode body, long bytes, String source) {
    MessageRecords records =
        new MessageRecords(writer, topics, call, body, bytes, source, clock.millis());
    return records.changesPeople()
        ? CompletableFuture.completedFuture(inTurn(records))
        : records.write(new People(links.use(records.visitors()), Map.of()));
  }

  private List<Unusable> inTurn(MessageRecords records) {
    if (!mayBegin()) {
      throw ApiException.tooMany("too many profiles are on their way: send them again", 1);
    }
    AtomicLong room = new AtomicLong();
    try {
      List<Unusable> unusable = transaction.execute(status -> change(records, room));
      return unusable == null ? List.of() : unusable;
    } finally {
      writer.give(room.get());
      transactions.release();
    }
  }

  /** Waits until there are few enough at once. */
  private boolean mayBegin() {
    if (transactions.tryAcquire()) {
      return true;
    }
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return transactions.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable("interrupted: send it again", 1);
    } finally {
      waiting.release();
    }
  }

  /**
   * Within a transaction.
   *
   * @param room what it takes of the writer
   */
  private List<Unusable> change(MessageRecords records, AtomicLong room) {
    Collection<String> people = records.people();
    Map<String, String> before = links.of(people);
    Set<String> all = new HashSet<>(people);
    all.addAll(before.values());
    profiles.lock(all);
    Map<String, String> now = links.use(people);
    if (!all.containsAll(now.values())) {
      throw ApiException.unavailable("they became others meanwhile: send it again", 1);
    }
    long bytes = profiles.bytes(all);
    if (bytes > MOST_KNOWN) {
      throw ApiException.tooLarge(
          bytes + " bytes are known of these people, at most " + MOST_KNOWN + ": send fewer");
    }
    long weight = JsonTree.WEIGHT * bytes;
    writer.take(weight);
    room.set(weight);
    records.allowance().add(weight);
    People known = new People(now, profiles.of(all));
    List<Unusable> left = await(records.write(known));
    known.save(links, profiles);
    return left;
  }

  private static List<Unusable> await(CompletableFuture<List<Unusable>> writing) {
    try {
      return writing.get(2L * BoundedWriter.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unavailable("interrupted: send it again", 1);
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException chained ? chained.getCause() : e.getCause();
      throw cause instanceof ApiException told
          ? told
          : ApiException.unavailable("Kafka did not take it, send it again: " + cause, 1);
    } catch (TimeoutException e) {
      throw ApiException.unavailable("Kafka did not take it in time: send it again", 1);
    }
  }
}
