package dev.nudge.console.channel;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.delivery.track.LinkKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The key of links and of users' tokens, from {@code nudge.link-key} of the properties. */
@Component
final class LinkKeyFile {
  private final Optional<LinkKey> key;

  LinkKeyFile(ConsoleSettings settings) throws IOException {
    String file = settings.properties().getOrDefault("nudge.link-key", "");
    key = file.isEmpty() ? Optional.empty() : Optional.of(LinkKey.read(Path.of(file)));
  }

  Optional<LinkKey> key() {
    return key;
  }
}
