package dev.nudge.console.customer;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.Customers;
import dev.nudge.customer.RejectedTopic;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionFiles;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import dev.nudge.engine.document.Problem;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The store of customers in the console's database, if its user may make one: the console works
 * without it, and tries again each few seconds.
 */
@Component
public final class CustomerStore {
  /** Of {@link ConsoleSettings#properties}: the folder of the user's own queries. */
  static final String QUERIES = "nudge.queries";

  /** The same: the folder of the user's own collections. */
  static final String COLLECTIONS = "nudge.collections";

  private static final Logger log = LoggerFactory.getLogger(CustomerStore.class);
  private static final long AGAIN_MILLIS = 5_000;

  private final Database database;
  private final ConsoleSettings settings;
  private final KafkaClients clients;
  private final SetAside aside;
  private @Nullable Store store;
  private @Nullable RejectedTopic rejected;
  private volatile @Nullable Customers customers;
  private volatile @Nullable Queries queries;
  private volatile List<Problem> mistakes = List.of();
  private volatile String reason = "the store of customers is not open yet";
  private boolean closed;

  CustomerStore(
      ConsoleSettings settings,
      KafkaClients clients,
      SetAside aside,
      JdbcConnectionDetails details) {
    this.settings = settings;
    this.clients = clients;
    this.aside = aside;
    database =
        new Database(
            details.getJdbcUrl(), text(details.getUsername()), text(details.getPassword()));
    open();
  }

  /**
   * The queries.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  public Queries queries() {
    Queries open = queries;
    if (open == null) {
      throw ApiException.unavailable(reason);
    }
    return open;
  }

  /**
   * The collections.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  Customers customers() {
    Customers open = customers;
    if (open == null) {
      throw ApiException.unavailable(reason);
    }
    return open;
  }

  /** What is wrong with collections, in their files and with what they ask for. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(mistakes);
    all.addAll(customers().problems());
    return all;
  }

  /** The queries, where there is a store. */
  Optional<Queries> openQueries() {
    return Optional.ofNullable(queries);
  }

  @Scheduled(initialDelay = AGAIN_MILLIS, fixedDelay = AGAIN_MILLIS)
  synchronized void open() {
    if (queries != null || closed) {
      return;
    }
    try {
      Store opened = store == null ? Store.open(database) : store;
      store = opened;
      if (customers == null) {
        customers = customers(opened);
      }
      queries = Queries.open(opened, folder(QUERIES));
    } catch (IOException | SQLException e) {
      String text = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
      if (!text.equals(reason)) {
        reason = text;
        log.warn("there are no queries: {}", text);
      }
    }
  }

  private Customers customers(Store opened) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    List<Collection> own =
        folder(COLLECTIONS).map(path -> CollectionFiles.read(path, problems)).orElse(List.of());
    problems.forEach(problem -> log.error("collection not taken: {}", problem));
    mistakes = List.copyOf(problems);
    RejectedTopic told =
        rejected == null ? new RejectedTopic(clients, settings.topics().rejected()) : rejected;
    rejected = told;
    return Customers.start(opened, clients, aside, streams(settings.topics()), own, told);
  }

  private static LiveStreams streams(ConsoleSettings.Topics topics) {
    return new LiveStreams(
        topics.events().stream().map(CustomerStore::topic).toList(),
        topic(topics.profiles()),
        topic(topics.catalog()),
        topics.triggers());
  }

  private static LiveStreams.Topic topic(ConsoleSettings.Source source) {
    return new LiveStreams.Topic(source.topic(), source.mapping());
  }

  private Optional<Path> folder(String property) {
    return Optional.ofNullable(settings.properties().get(property))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    Customers fed = customers;
    if (fed != null) {
      fed.close();
    }
    if (rejected != null) {
      rejected.close();
    }
    Queries open = queries;
    if (open != null) {
      open.close();
    }
    if (store != null) {
      store.close();
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
