package dev.nudge.connect;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder.Created;
import org.apache.kafka.connect.runtime.RestartRequest;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorOffsets;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.Message;
import org.apache.kafka.connect.runtime.rest.errors.ConnectRestException;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.apache.kafka.connect.util.FutureCallback;
import org.apache.kafka.connect.util.SharedTopicAdmin;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Connect's own worker, alone and without its web server. How far each source was read is in
 * a compacted topic. It starts in about a second.
 */
final class ConnectWorker implements AutoCloseable {
  /** Compacted: how far each connector has read. */
  static final String OFFSETS = "nudge.connect-offsets";

  /** A connector that is checked opens connections to its database. */
  private static final long PATIENCE_SECONDS = 90;

  private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";
  private static final String JSON = JsonConverter.class.getName();

  private final StandaloneHerder herder;
  private final SharedTopicAdmin admin;

  private ConnectWorker(StandaloneHerder herder, SharedTopicAdmin admin) {
    this.herder = herder;
    this.admin = admin;
  }

  /** Of a start that fails nothing is left behind. */
  static ConnectWorker start(ConnectSettings settings) {
    Map<String, String> properties = properties(settings);
    Plugins plugins = new Plugins(properties);
    ClassLoader before = plugins.compareAndSwapWithDelegatingLoader();
    try {
      return start(plugins, new DistributedConfig(properties));
    } finally {
      Plugins.compareAndSwapLoaders(before);
    }
  }

  private static ConnectWorker start(Plugins plugins, DistributedConfig config) {
    SharedTopicAdmin admin = new SharedTopicAdmin(new HashMap<>(config.originals()));
    @Nullable StandaloneHerder herder = null;
    boolean started = false;
    try {
      herder = herder(plugins, config, admin);
      herder.start();
      herder.ready();
      started = true;
      return new ConnectWorker(herder, admin);
    } finally {
      if (!started) {
        stop(herder, admin);
      }
    }
  }

  private static StandaloneHerder herder(
      Plugins plugins, DistributedConfig config, SharedTopicAdmin admin) {
    JsonConverter plain = new JsonConverter();
    plain.configure(Map.of("schemas.enable", "false"), true);
    KafkaOffsetBackingStore offsets =
        new KafkaOffsetBackingStore(admin, () -> "nudge-connect-offsets", plain);
    offsets.configure(config);
    var policy = new AllConnectorClientConfigOverridePolicy();
    policy.configure(Map.of());
    Worker worker = new Worker("nudge", Time.SYSTEM, plugins, config, offsets, policy);
    return new StandaloneHerder(worker, "nudge", policy);
  }

  private static void stop(@Nullable StandaloneHerder herder, SharedTopicAdmin admin) {
    try (admin) {
      if (herder != null) {
        herder.stop();
      }
    }
  }

  private static Map<String, String> properties(ConnectSettings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", settings.bootstrap());
    properties.put(
        "plugin.path",
        Stream.concat(Stream.of(settings.shipped()), settings.plugins().stream())
            .map(Path::toString)
            .collect(Collectors.joining(",")));
    // Not every plugin declares itself; looking into all classes takes some seconds.
    properties.put(
        "plugin.discovery", settings.plugins().isEmpty() ? "service_load" : "hybrid_warn");
    properties.put("key.converter", JSON);
    properties.put("value.converter", JSON);
    // A kill repeats this much.
    properties.put("offset.flush.interval.ms", "2000");
    properties.put("topic.creation.enable", "true");
    properties.put("config.providers", "env,file,dir");
    properties.put("config.providers.env.class", PROVIDERS + "EnvVarConfigProvider");
    properties.put("config.providers.file.class", PROVIDERS + "FileConfigProvider");
    properties.put("config.providers.dir.class", PROVIDERS + "DirectoryConfigProvider");
    properties.put("offset.storage.topic", OFFSETS);
    properties.put("offset.storage.partitions", "1");
    properties.put("offset.storage.replication.factor", "-1");
    // Must be there, and are not used: this worker is alone.
    properties.put("group.id", "nudge-connect");
    properties.put("config.storage.topic", "none");
    properties.put("status.storage.topic", "none");
    return properties;
  }

  /** Every key that the connector knows, with what is wrong with its value. */
  ConfigInfos check(Map<String, String> config) {
    return get(done -> herder.validateConnectorConfig(config, done));
  }

  /**
   * Starts a connector, or goes on with it as it is now written.
   *
   * @throws ConnectRestException if the connector has something against its settings
   */
  void put(String name, Map<String, String> config) {
    // The herder looks at them too, but fails where a connector has no value for a key of its own.
    String mistakes =
        check(config).configs().stream()
            .map(ConfigInfo::configValue)
            .filter(value -> value != null && !value.errors().isEmpty())
            .map(value -> value.name() + ": " + value.errors().get(0))
            .collect(Collectors.joining("; "));
    if (!mistakes.isEmpty()) {
      throw new ConnectRestException(400, mistakes);
    }
    ConnectWorker.<Created<ConnectorInfo>>get(
        done -> herder.putConnectorConfig(name, config, true, done));
  }

  /** Ends a connector; how far it has read stays known. */
  void remove(String name) {
    ConnectWorker.<Created<ConnectorInfo>>get(done -> herder.deleteConnectorConfig(name, done));
  }

  /** Stops the tasks of a connector, which is there on. */
  void stop(String name) {
    ConnectWorker.<Void>get(done -> herder.stopConnector(name, done));
  }

  /** How far a connector has read. */
  ConnectorOffsets offsets(String name) {
    return get(done -> herder.connectorOffsets(name, done));
  }

  /** Lets a connector that is stopped forget how far it has read. */
  void forget(String name) {
    ConnectWorker.<Message>get(done -> herder.resetConnectorOffsets(name, done));
  }

  /** Starts again what has failed of a connector. */
  void revive(String name) {
    ConnectWorker.<ConnectorStateInfo>get(
        done -> herder.restartConnectorAndTasks(new RestartRequest(name, true, true), done));
  }

  Collection<String> names() {
    return herder.connectors();
  }

  ConnectorStateInfo state(String name) {
    return herder.connectorStatus(name);
  }

  private static <T> T get(Consumer<Callback<T>> call) {
    FutureCallback<T> done = new FutureCallback<>();
    call.accept(done);
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new ConnectException(e);
    } catch (TimeoutException e) {
      throw new ConnectException("no answer within " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted");
    }
  }

  @Override
  public void close() {
    stop(herder, admin);
  }
}
