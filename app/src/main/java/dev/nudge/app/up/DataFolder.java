package dev.nudge.app.up;

import dev.nudge.app.connect.ConnectFolders;
import dev.nudge.app.terminal.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The folder of everything that lasts. One process at a time has it; the operating system takes the
 * lock away from one that was killed.
 */
final class DataFolder implements AutoCloseable {
  /** The form of the folder; one that is newer is left alone. */
  private static final int VERSION = 1;

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, which is made if it does not exist.
   *
   * @throws Failure if another process has it, or it cannot be used
   */
  static DataFolder open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      checkForm(folder);
      FileChannel lock = lock(folder);
      try {
        for (String part : new String[] {"kafka", "checkpoints", "logs"}) {
          Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(folder.resolve("VERSION"), VERSION + "\n");
        Files.writeString(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
        DataFolder data = new DataFolder(folder, lock);
        data.emptyTemporary();
        return data;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failure.input(
          "cannot write to the data folder '"
              + folder
              + "' ("
              + e
              + "): give yourself the right to, or name another with --data");
    }
  }

  /** Whether no process has the folder. */
  static boolean isFree(Path path) throws IOException {
    Path file = path.resolve("lock");
    if (!Files.exists(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void checkForm(Path folder) throws IOException {
    Path file = folder.resolve("VERSION");
    if (!Files.exists(file)) {
      try (Stream<Path> entries = Files.list(folder)) {
        // A start that was killed at once leaves the lock alone.
        if (entries.anyMatch(entry -> !entry.endsWith("lock"))) {
          throw Failure.input(
              "'"
                  + folder
                  + "' holds other things than Nudge's data: name another folder with"
                  + " --data");
        }
      }
      return;
    }
    String text = Files.readString(file).strip();
    if (!text.equals(String.valueOf(VERSION))) {
      throw Failure.system(
          "the data folder '"
              + folder
              + "' is of a newer Nudge (form '"
              + text
              + "', this one knows "
              + VERSION
              + "): use that Nudge, or name another folder with --data");
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw Failure.system(
          "the data folder '"
              + folder
              + "' is in use by another nudge ("
              + holder(folder)
              + "): stop it, or name another folder with --data");
    }
    return channel;
  }

  private static String holder(Path folder) {
    try {
      return "process " + Files.readString(folder.resolve("pid")).strip();
    } catch (IOException e) {
      return "of unknown process id";
    }
  }

  Path folder() {
    return folder;
  }

  Path kafka() {
    return folder.resolve("kafka");
  }

  /** Of the console's own PostgreSQL. */
  Path postgres() {
    return folder.resolve("postgres");
  }

  /** Of connectors: their documents, and where a process that runs them answers. */
  Path connectors() {
    return ConnectFolders.folder(folder);
  }

  /** Of the key that signs counted links, where the settings name none. */
  Path linkKey() {
    return linkKey(folder);
  }

  /** The same of a folder. */
  static Path linkKey(Path folder) {
    return folder.resolve("link-key");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** Of the grocery shop that is demonstrated. */
  Path groceries() {
    return folder.resolve("groceries");
  }

  /** For files that need not outlive the process; empty at the start. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  private void emptyTemporary() throws IOException {
    FileUtils.deleteDirectory(temporary().toFile());
    Files.createDirectories(temporary());
  }

  /** Lets go of the folder. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
