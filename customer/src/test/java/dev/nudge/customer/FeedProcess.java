package dev.nudge.customer;

import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.segment.Segments;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Feeds the shipped collections, and evaluates segments, until somebody kills it. */
public final class FeedProcess {
  private FeedProcess() {}

  /** What it says on the way, a line each. */
  static final List<String> STAGES = List.of("runs", "has its store", "feeds");

  /**
   * Address of the database, of Kafka, the topic of events, one without a record; and, to evaluate
   * segments, their folder and the address of the Kafka that is told of members.
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(STAGES.get(0));
    Store store = Store.open(new Database(arguments[0], "postgres", ""));
    System.out.println(STAGES.get(1));
    LiveStreams.Topic nothing = new LiveStreams.Topic(arguments[3], Mapping.canonical());
    Customers.start(
        store,
        new KafkaClients(Map.of("bootstrap.servers", arguments[1])),
        new SetAside(failure -> false),
        new LiveStreams(
            List.of(new LiveStreams.Topic(arguments[2], Mapping.canonical())),
            nothing,
            nothing,
            List.of(arguments[3])),
        List.of(),
        (collection, row, reason) -> {});
    if (arguments.length > 4) {
      Segments.start(
          store,
          Optional.of(Path.of(arguments[4])),
          ZoneOffset.UTC,
          new KafkaClients(Map.of("bootstrap.servers", arguments[5])),
          Optional.of(arguments[2]),
          Optional.empty());
    }
    System.out.println(STAGES.get(2));
    new CountDownLatch(1).await();
  }
}
