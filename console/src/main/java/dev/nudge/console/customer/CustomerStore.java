package dev.nudge.console.customer;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.check.KnownSegments;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.Customers;
import dev.nudge.customer.RejectedTopic;
import dev.nudge.customer.ingest.LatestRefusals;
import dev.nudge.customer.ingest.LiveStreams;
import dev.nudge.customer.person.PersonSearch;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.Workbench;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
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
public final class CustomerStore implements KnownSegments {
  /** Of {@link ConsoleSettings#properties}: the folder of the user's own queries. */
  static final String QUERIES = "nudge.queries";

  /** The same: the folder of the user's own collections. */
  static final String COLLECTIONS = "nudge.collections";

  /** The same: the folder of the user's own segments. */
  static final String SEGMENTS = "nudge.segments";

  /** The same: the zone of customers whose profile names none. */
  static final String ZONE = "nudge.zone";

  private static final Logger log = LoggerFactory.getLogger(CustomerStore.class);
  private static final long AGAIN_MILLIS = 5_000;

  private final Database database;
  private final ConsoleSettings settings;
  private final KafkaClients clients;
  private final SetAside aside;
  private final SavedQueryTable saved;
  private @Nullable Store store;
  private @Nullable RejectedTopic rejected;
  private volatile @Nullable LatestRefusals refusals;
  private volatile @Nullable Workbench workbench;
  private volatile @Nullable Customers customers;
  private volatile @Nullable Audiences audiences;
  private volatile @Nullable Queries queries;
  private volatile String reason = "the store of customers is not open yet";
  private boolean closed;

  CustomerStore(
      ConsoleSettings settings,
      KafkaClients clients,
      SetAside aside,
      SavedQueryTable saved,
      JdbcConnectionDetails details) {
    this.settings = settings;
    this.clients = clients;
    this.aside = aside;
    this.saved = saved;
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

  /**
   * For queries that nobody has published.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  Workbench workbench() {
    Workbench open = workbench;
    if (open == null) {
      throw ApiException.unavailable(reason);
    }
    return open;
  }

  /**
   * Segments, and customers by their ids.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  Audiences audiences() {
    Audiences open = audiences;
    if (open == null) {
      throw ApiException.unavailable(reason);
    }
    return open;
  }

  /**
   * What collections refused lately.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  LatestRefusals refusals() {
    LatestRefusals told = refusals;
    if (told == null) {
      throw ApiException.unavailable(reason);
    }
    return told;
  }

  /**
   * The search for customers.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  PersonSearch people() {
    return new PersonSearch(reading());
  }

  /**
   * Connections that may read what queries see.
   *
   * @throws ApiException 503 with what to do, where there is no store
   */
  public DataSource reading() {
    return customers().store().reading();
  }

  @Override
  public Optional<Set<String>> names() {
    return Optional.ofNullable(audiences).flatMap(open -> open.segments().names());
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
      workbench = new Workbench(opened);
      if (audiences == null) {
        audiences = Audiences.start(opened, folder(SEGMENTS), zone(), clients, settings.topics());
      }
      queries = Queries.open(opened, folder(QUERIES), saved::live);
    } catch (IOException | SQLException e) {
      String text = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
      if (!text.equals(reason)) {
        reason = text;
        log.warn("there are no queries: {}", text);
      }
    }
  }

  private Customers customers(Store opened) throws SQLException {
    RejectedTopic told =
        rejected == null ? new RejectedTopic(clients, settings.topics().rejected()) : rejected;
    rejected = told;
    LatestRefusals latest = new LatestRefusals(told);
    refusals = latest;
    LiveStreams live = streams(settings.topics());
    Optional<Path> own = folder(COLLECTIONS);
    return own.isPresent()
        ? Customers.start(opened, clients, aside, live, own.get(), latest)
        : Customers.start(opened, clients, aside, live, List.of(), latest);
  }

  private static LiveStreams streams(ConsoleSettings.Topics topics) {
    return new LiveStreams(
        topics.events().stream().map(CustomerStore::topic).toList(),
        topic(topics.profiles()),
        topic(topics.catalog()),
        topics.triggers(),
        Optional.of(topics.transitions()));
  }

  private static LiveStreams.Topic topic(ConsoleSettings.Source source) {
    return new LiveStreams.Topic(source.topic(), source.mapping());
  }

  private ZoneId zone() {
    return ZoneId.of(settings.properties().getOrDefault(ZONE, "UTC"));
  }

  /** A folder of the settings, if there is one. */
  Optional<Path> folder(String property) {
    return Optional.ofNullable(settings.properties().get(property))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    Audiences kept = audiences;
    if (kept != null) {
      kept.segments().close();
    }
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
