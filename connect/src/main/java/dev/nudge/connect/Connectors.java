package dev.nudge.connect;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorOffsets;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.ConnectorState;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorType;
import org.apache.kafka.connect.runtime.rest.errors.ConnectRestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors of this process: kept in a folder, started again with it, and again when they
 * fail, after a second at first and a minute at last. Kafka Connect itself is loaded with the first
 * one.
 */
final class Connectors implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connectors.class);
  private static final long LOOK_MILLIS = 500;

  private final ConnectSettings settings;
  private final ConnectorFolder folder;
  private final Map<String, Map<String, String>> documents;
  private final Map<String, Attempts> attempts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "connectors");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable ConnectWorker worker;
  private boolean closed;

  private Connectors(ConnectSettings settings, ConnectorFolder folder) throws IOException {
    this.settings = settings;
    this.folder = folder;
    this.documents = new ConcurrentSkipListMap<>(folder.all());
  }

  /** Returns at once; the connectors that are kept start behind it. */
  static Connectors open(ConnectSettings settings) throws IOException {
    Connectors connectors = new Connectors(settings, new ConnectorFolder(settings.folder()));
    Future<?> unused =
        connectors.keeper.scheduleWithFixedDelay(
            connectors::keepGoing, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return connectors;
  }

  List<String> names() {
    return new ArrayList<>(documents.keySet());
  }

  Map<String, String> config(String name) {
    Map<String, String> config = documents.get(name);
    if (config == null) {
      throw new NotFoundException("there is no connector '" + name + "'");
    }
    return config;
  }

  /** What becomes of a connector; one that cannot even start says why. */
  ConnectorStateInfo state(String name) {
    Map<String, String> config = config(name);
    if (isThere(name)) {
      try {
        return worker().state(name);
      } catch (NotFoundException e) {
        log.debug("connector {} has no state yet", name);
      }
    }
    String reason = Optional.ofNullable(attempts.get(name)).map(Attempts::reason).orElse(null);
    ConnectorState state =
        new ConnectorState(reason == null ? "UNASSIGNED" : "FAILED", "nudge", reason, null);
    return new ConnectorStateInfo(
        config.getOrDefault("name", name), state, List.of(), ConnectorType.UNKNOWN);
  }

  ConfigInfos check(Map<String, String> config) {
    return worker().check(Defaults.of(config, settings));
  }

  /** Starts a connector and keeps it; one that is refused is not kept. */
  synchronized void put(String name, Map<String, String> config) throws IOException {
    worker().put(name, Defaults.of(config, settings));
    folder.put(name, config);
    documents.put(name, config);
    attempts.remove(name);
  }

  /** Ends a connector, also one that cannot start; how far it has read stays known. */
  synchronized void remove(String name) throws IOException {
    config(name);
    folder.remove(name);
    documents.remove(name);
    attempts.remove(name);
    if (isThere(name)) {
      worker().remove(name);
    }
  }

  synchronized void stop(String name) {
    config(name);
    worker().stop(name);
  }

  ConnectorOffsets offsets(String name) {
    config(name);
    return worker().offsets(name);
  }

  synchronized void forget(String name) {
    config(name);
    worker().forget(name);
  }

  private synchronized ConnectWorker worker() {
    if (closed) {
      throw new ConnectRestException(503, "connectors are being stopped");
    }
    if (worker == null) {
      worker = ConnectWorker.start(settings);
    }
    return worker;
  }

  /** Whether Kafka Connect has it, running or failed. */
  private boolean isThere(String name) {
    ConnectWorker running = worker;
    return running != null && running.names().contains(name);
  }

  private void keepGoing() {
    for (String name : documents.keySet()) {
      try {
        keepGoing(name);
      } catch (RuntimeException e) {
        log.error("connector {}", name, e);
      }
    }
  }

  private synchronized void keepGoing(String name) {
    Map<String, String> config = documents.get(name);
    if (config == null || closed) {
      return;
    }
    boolean there = isThere(name);
    Optional<String> failure =
        there ? Failures.of(worker().state(name)) : Optional.of("not started yet");
    Attempts known = attempts.get(name);
    if (failure.isEmpty()) {
      if (known != null && known.lastedFor(Duration.ofMinutes(1))) {
        attempts.remove(name);
      }
      return;
    }
    Attempts tried = known == null ? new Attempts() : known;
    attempts.put(name, tried);
    if (!tried.isDue()) {
      return;
    }
    tried.begin();
    try {
      if (there) {
        log.warn("connector {} failed ({}): it starts again", name, failure.get());
        worker().revive(name);
      } else {
        worker().put(name, Defaults.of(config, settings));
      }
    } catch (RuntimeException | LinkageError e) {
      tried.failed(String.valueOf(e.getMessage()));
      log.warn("connector {} does not start: {}", name, e.getMessage());
    }
  }

  @Override
  public void close() {
    keeper.shutdownNow(); // also what it is about to start, so that this need not wait for it
    synchronized (this) {
      closed = true;
      if (worker != null) {
        worker.close();
      }
    }
  }
}
