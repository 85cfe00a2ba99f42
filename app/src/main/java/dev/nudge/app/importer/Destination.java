package dev.nudge.app.importer;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.importer.draft.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where documents go. */
sealed interface Destination {
  /** Writes a document, or says why it was not written. */
  Optional<String> write(Finished campaign) throws IOException;

  /** All of them as one YAML file on the screen. */
  final class Screen implements Destination {
    private final Terminal terminal;
    private boolean first = true;

    Screen(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Optional<String> write(Finished campaign) {
      if (!first) {
        terminal.line("---");
      }
      first = false;
      terminal.write(campaign.text().getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    }
  }

  /** A file each, which is not written over unless that is wanted. */
  record Folder(Path folder, boolean force) implements Destination {
    @Override
    public Optional<String> write(Finished campaign) throws IOException {
      Path file = folder.resolve(campaign.id() + ".yaml");
      try {
        Files.createDirectories(folder);
        if (force) {
          Files.writeString(file, campaign.text());
        } else {
          Files.writeString(file, campaign.text(), StandardOpenOption.CREATE_NEW);
        }
        return Optional.empty();
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw Failure.input("'" + folder + "' is a file; --out names a folder");
        }
        return Optional.of("'" + file + "' exists already; --force overwrites it");
      } catch (NotDirectoryException e) {
        throw Failure.input("'" + folder + "' is a file; --out names a folder");
      }
    }
  }
}
