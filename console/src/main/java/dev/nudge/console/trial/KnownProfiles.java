package dev.nudge.console.trial;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.stream.Extent;
import dev.nudge.stream.KafkaClients;
import java.time.Duration;
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
  private final ConsoleSettings.Source source;

  KnownProfiles(KafkaClients clients, ConsoleSettings settings) {
    this.clients = clients;
    this.source = settings.topics().profiles();
  }

  /** What the topic says, as far as it goes now. */
  ProfileSource now() {
    Extent extent = extent();
    return (user, until, sink) -> read(extent, user, until, sink);
  }

  private Extent extent() {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = clients.consumer();
    try {
      return Extent.since(consumer, source.topic(), 0, MOST);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void read(
      Extent extent, Optional<String> user, BooleanSupplier until, Consumer<ProfileUpdate> sink) {
    LineReader<ProfileUpdate> reader = source.mapping().profiles().json();
    extent.read(
        clients,
        until,
        record -> {
          byte[] value = record.value();
          if (value != null) {
            reader.readAll(
                value,
                0,
                value.length,
                record.timestamp(),
                parsed -> {
                  if (parsed instanceof Parsed.Accepted<ProfileUpdate> accepted
                      && (user.isEmpty() || user.get().equals(accepted.value().user()))) {
                    sink.accept(accepted.value());
                  }
                });
          }
          return true;
        });
  }
}
