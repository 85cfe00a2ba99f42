package dev.nudge.settings;

import dev.nudge.engine.document.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the settings of Kafka's clients are called. */
final class KafkaClients {
  private static final String JOB = "' belongs to the job, which sets it itself; leave it out";

  /** What would undo what the job does, and what to write instead. */
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "' is written as 'kafka.bootstrap'"),
          Map.entry("key.serializer", JOB),
          Map.entry("value.serializer", JOB),
          Map.entry("key.deserializer", JOB),
          Map.entry("value.deserializer", JOB),
          Map.entry("group.id", "' is written as 'kafka.group'"),
          Map.entry("transactional.id", JOB),
          Map.entry("enable.auto.commit", JOB),
          Map.entry("auto.offset.reset", JOB));

  private KafkaClients() {}

  /** What to do instead of setting something that is not to be set; nothing for all others. */
  static Optional<String> instead(String property) {
    return Optional.ofNullable(OURS.get(property)).map(text -> "'" + property + text);
  }

  /** What to say of a name that is most likely misspelt. Plug-ins may have names of their own. */
  static Optional<String> misspelt(String property) {
    Set<String> known = Known.NAMES;
    if (known.contains(property)) {
      return Optional.empty();
    }
    return Suggestion.nearest(property, known)
        .map(
            near ->
                "Kafka's clients have no setting '" + property + "', did you mean '" + near + "'?");
  }

  /** Loaded with Kafka's classes, which takes a while, when first asked for. */
  private static final class Known {
    static final Set<String> NAMES = new TreeSet<>();

    static {
      NAMES.addAll(ConsumerConfig.configNames());
      NAMES.addAll(ProducerConfig.configNames());
      NAMES.addAll(AdminClientConfig.configNames());
    }
  }
}
