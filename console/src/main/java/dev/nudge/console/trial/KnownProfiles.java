package dev.nudge.console.trial;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.Extent;
import dev.nudge.console.kafka.KafkaClients;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.springframework.stereotype.Component;

/** What the profiles topic says of users, as far as it goes when it is asked. */
@Component
final class KnownProfiles {
  private static final long MOST = 2_000_000;

  private final KafkaClients clients;
  private final String topic;

  KnownProfiles(KafkaClients clients, ConsoleSettings settings) {
    this.clients = clients;
    this.topic = settings.topics().profiles();
  }

  /** Where the topic ends now. */
  Extent extent() {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      return Extent.since(consumer, topic, 0, MOST);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  /** All updates, or those of one user; of one user in their order. */
  void read(
      Extent extent, Optional<String> user, BooleanSupplier until, Consumer<ProfileUpdate> sink) {
    LineReader<ProfileUpdate> reader = Mapping.canonical().profiles().json();
    Optional<byte[]> key = user.map(name -> name.getBytes(StandardCharsets.UTF_8));
    extent.read(
        clients,
        until,
        record -> {
          byte[] value = record.value();
          boolean wanted =
              value != null
                  && (key.isEmpty()
                      || (record.key() != null && Arrays.equals(record.key(), key.get())));
          if (wanted
              && reader.read(value, 0, value.length)
                  instanceof Parsed.Accepted<ProfileUpdate> accepted) {
            sink.accept(accepted.value());
          }
          return true;
        });
  }
}
