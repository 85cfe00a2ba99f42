package dev.nudge.delivery.track;

import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What links need to be counted.
 *
 * @param publicUrl where readers of mails reach the console, without a slash at the end
 */
public record Tracking(String publicUrl, LinkKey key) {
  /** What to say where a channel wants links counted, and they are not. */
  public static final String MISSING =
      "neither opens nor clicks are counted: that needs 'channels.public_url' and, where the console"
          + " is another process, 'channels.link_key'";

  /**
   * What the settings say; nothing where something is missing.
   *
   * @throws IOException if the key cannot be read
   */
  public static Optional<Tracking> of(Settings.Channels channels) throws IOException {
    return channels.publicUrl().isEmpty() || channels.linkKey().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Tracking(channels.publicUrl(), LinkKey.read(Path.of(channels.linkKey()))));
  }
}
