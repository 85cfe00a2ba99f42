package dev.nudge.app.connect;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.connect.Address;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose connectors are meant. */
final class ConnectOptions {
  @Option(
      names = "--connect-url",
      paramLabel = "URL",
      description = "A Kafka Connect of your own (default: the 'nudge up' of this data folder).")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of 'nudge up'; short for --set local.data=DIR.")
  private @Nullable Path data;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** Whoever runs the connectors, who may turn out not to answer. */
  ConnectRest reach(Terminal terminal) throws IOException {
    if (url != null) {
      return new ConnectRest(url, Optional.empty());
    }
    Settings settings =
        data == null
            ? options.settings(terminal)
            : options.settings(terminal, new Flag("--data", "local.data", data.toString()));
    Path folder = ConnectFolders.folder(Path.of(settings.local().data()));
    Address address =
        Address.read(folder)
            .orElseThrow(
                () ->
                    Failure.system(
                        "no 'nudge up' runs on the data folder '"
                            + settings.local().data()
                            + "': start it, or say with --data which is meant, or with"
                            + " --connect-url where a Kafka Connect of your own is"));
    return new ConnectRest(address.url(), Optional.of(address.authorization()));
  }
}
