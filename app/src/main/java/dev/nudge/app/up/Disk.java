package dev.nudge.app.up;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The space that is left where the data is. */
final class Disk {
  private static final long MEGABYTE = 1 << 20;

  /** Less is too little to start with. */
  static final long START = 1024;

  /** Less is worth a warning. */
  static final long WARN = 512;

  /** With less, Kafka is about to fail on a write; it is better to stop before. */
  static final long STOP = 64;

  private final Path folder;
  private final Space space;
  private boolean warned;

  /** How much may be written, in MiB. */
  interface Space {
    long usable() throws IOException;
  }

  Disk(Path folder, Space space) {
    this.folder = folder;
    this.space = space;
  }

  static Disk of(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Disk(folder, () -> store.getUsableSpace() / MEGABYTE);
  }

  /** Fails if there is too little to start with. */
  void check() throws IOException {
    long usable = space.usable();
    if (usable < START) {
      throw Failure.system(
          "only "
              + usable
              + " MiB are free where '"
              + folder
              + "' is, and at least "
              + START
              + " are needed: free some space, or name another folder with --data");
    }
  }

  /** Warns once each time when it gets narrow, and fails when there is no more room. */
  void look(Terminal terminal) throws IOException {
    long usable = space.usable();
    if (usable < STOP) {
      throw Failure.system(
          "the disk of '"
              + folder
              + "' is full ("
              + usable
              + " MiB free), so everything was stopped: free some space and start again, it goes on"
              + " where it was");
    }
    if (usable < WARN && !warned) {
      terminal.say(
          "nudge: the disk of '"
              + folder
              + "' is getting full ("
              + usable
              + " MiB free): free some space; below "
              + STOP
              + " MiB everything stops");
    }
    warned = usable < WARN;
  }

  /** How much is left, for people. */
  String text() {
    try {
      return space.usable() + " MiB of disk are free";
    } catch (IOException e) {
      return "the disk cannot be asked";
    }
  }
}
