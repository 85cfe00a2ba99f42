package dev.nudge.app.connect;

import dev.nudge.connect.ConnectSettings;
import dev.nudge.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Where connectors and their plugins are. */
public final class ConnectFolders {
  private ConnectFolders() {}

  /** The folder of connectors in a data folder. */
  public static Path folder(Path data) {
    return data.resolve("connectors");
  }

  /** What connectors run on in {@code nudge up}. */
  public static ConnectSettings settings(Settings settings, Path folder, String bootstrap) {
    return new ConnectSettings(
        bootstrap,
        folder,
        Path.of(System.getProperty("nudge.home", ""), "connect", "target", "plugins"),
        Optional.of(settings.connect().plugins()).filter(path -> !path.isEmpty()).map(Path::of),
        settings.topics().partitions());
  }
}
