package dev.nudge.app.replay;

import dev.nudge.app.terminal.Failure;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of lines that is written from its beginning. */
final class LineFile implements Closeable {
  private final OutputStream out;

  /**
   * Opens the file, emptying it.
   *
   * @throws Failure if it cannot be written
   */
  LineFile(Path file) {
    try {
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    } catch (IOException e) {
      throw Failure.system(
          "cannot write '" + file + "': check that its folder exists and is yours");
    }
  }

  /** Writes a line; its end is added. */
  void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
