package dev.nudge.app.up;

import dev.nudge.app.terminal.Failure;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.database.LocalPostgres;
import dev.nudge.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The database of the console, for commands beside {@code nudge up}, which may run or not. */
public final class ConsoleDatabase {
  private ConsoleDatabase() {}

  /** What is done with a console's database. */
  public interface Work<T> {
    /** Does it. */
    T with(ConsoleSettings settings) throws IOException;
  }

  /**
   * Does something with the database of a configuration: that of the process that has the data
   * folder, or one that is started for this and stopped again.
   *
   * @throws Failure if there is none, or it does not answer
   */
  public static <T> T use(Settings settings, Work<T> work) throws IOException {
    String url = settings.console().database();
    if (!url.isEmpty()) {
      return with(settings, new ConsoleSettings.Database(url, "nudge", ""), work);
    }
    Path folder = Path.of(settings.local().data());
    if (!Files.isDirectory(folder.resolve("postgres"))) {
      throw Failure.input(
          "the data folder '"
              + folder.toAbsolutePath().normalize()
              + "' has no console: name another with --set local.data=FOLDER");
    }
    if (DataFolder.isFree(folder)) {
      try (DataFolder data = DataFolder.open(folder);
          LocalPostgres postgres = LocalPostgres.start(data.postgres(), 0)) {
        return with(settings, postgres.database(), work);
      }
    }
    Optional<ConsoleSettings.Database> running = LocalPostgres.running(folder.resolve("postgres"));
    return with(
        settings,
        running.orElseThrow(
            () ->
                Failure.system(
                    "the nudge that has the data folder is starting or stopping: try again")),
        work);
  }

  private static <T> T with(Settings settings, ConsoleSettings.Database database, Work<T> work) {
    try {
      return work.with(
          EmbeddedConsole.settings(
              settings, database, false, DataFolder.linkKey(Path.of(settings.local().data()))));
    } catch (IOException e) {
      throw Failure.system(String.valueOf(e.getMessage()));
    }
  }
}
