package dev.nudge.console.customer;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.store.Database;
import dev.nudge.customer.store.Store;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
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

  private static final Logger log = LoggerFactory.getLogger(CustomerStore.class);
  private static final long AGAIN_MILLIS = 5_000;

  private final Database database;
  private final Optional<Path> folder;
  private @Nullable Store store;
  private volatile @Nullable Queries queries;
  private volatile String reason = "the store of customers is not open yet";
  private boolean closed;

  CustomerStore(ConsoleSettings settings, JdbcConnectionDetails details) {
    database =
        new Database(
            details.getJdbcUrl(), text(details.getUsername()), text(details.getPassword()));
    folder =
        Optional.ofNullable(settings.properties().get(QUERIES))
            .filter(path -> !path.isEmpty())
            .map(Path::of);
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
      Store opened = Store.open(database);
      store = opened;
      queries = Queries.open(opened, folder);
    } catch (IOException e) {
      String text = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
      if (!text.equals(reason)) {
        reason = text;
        log.warn("there are no queries: {}", text);
      }
    }
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
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
