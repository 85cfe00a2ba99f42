package dev.nudge.bench.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.ingest.Feeds;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast one collection is fed, alone, from a topic that is full: it reads, and PostgreSQL runs
 * the transform, in turns, so that both together have one core.
 */
final class IngestRate {
  private static final String TOPIC = "bench.orders";

  private static final String COLLECTION =
      """
      id: orders
      source: {topic: bench.orders}
      input: {no: text, customer: text, placed: timestamptz, state: text, cents: bigint}
      transform: |
        select customer as user_id, no as order_id, placed as event_time, lower(state) as state,
          cents / 100.0 as total
        from _input
        where cents >= 0
      key: [user_id, order_id]
      """;

  private IngestRate() {}

  /** Records a second, over so many of them. */
  static double measure(LocalSystem system, ConsoleSettings.Database server, int records)
      throws Exception {
    system.make(TOPIC);
    for (int i = 0; i < records; i++) {
      system.send(
          TOPIC,
          "u" + i % 50_000,
          "{\"no\":\"o%d\",\"customer\":\"u%d\",\"placed\":\"%s\",\"state\":\"PAID\",\"cents\":%d}"
              .formatted(i, i % 50_000, Instant.now(), i % 10_000));
    }
    system.flush();
    try (Connection connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database ingest");
    }
    String url = server.url().replaceFirst("/[^/?]+(\\?|$)", "/ingest$1");
    List<Problem> problems = new ArrayList<>();
    Collection orders =
        CollectionReader.read("orders.yaml", COLLECTION, Path.of(""), problems).get(0);
    LiveStreams.Topic none = new LiveStreams.Topic(TOPIC, Mapping.canonical());
    try (Store store = Store.open(new Database(url, server.user(), server.password()));
        Feeds feeds =
            new Feeds(
                store.writing(),
                new KafkaClients(Map.of("bootstrap.servers", system.bootstrap())),
                new SetAside(failure -> false),
                new LiveStreams(List.of(none), none, none, List.of(TOPIC)),
                (collection, row, reason) -> {
                  throw Failure.system(reason);
                },
                connection -> {})) {
      feeds
          .put(orders)
          .ifPresent(
              problem -> {
                throw Failure.system(problem.toString());
              });
      feeds.start();
      long first = await(feeds, 1);
      long read = feeds.status().get(0).read();
      return (records - read) * 1e9 / (await(feeds, records) - first);
    }
  }

  /** When so many had been read. */
  private static long await(Feeds feeds, int records) throws Exception {
    while (feeds.status().get(0).read() < records) {
      LockSupport.parkNanos(10_000_000);
    }
    return System.nanoTime();
  }
}
