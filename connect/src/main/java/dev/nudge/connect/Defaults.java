package dev.nudge.connect;

import java.util.HashMap;
import java.util.Map;

/** What a connector is given here where its document does not say. */
final class Defaults {
  private Defaults() {}

  static Map<String, String> of(Map<String, String> config, ConnectSettings settings) {
    Map<String, String> all = new HashMap<>(config);
    all.putIfAbsent("topic.creation.default.replication.factor", "-1");
    all.putIfAbsent("topic.creation.default.partitions", Integer.toString(settings.partitions()));
    if (config.getOrDefault("connector.class", "").startsWith("io.debezium.")) {
      // The history of a MySQL's tables is in a topic.
      all.putIfAbsent("schema.history.internal.kafka.bootstrap.servers", settings.bootstrap());
      all.putIfAbsent(
          "schema.history.internal.kafka.topic",
          config.getOrDefault("topic.prefix", "none") + ".schema-history");
    }
    return all;
  }
}
