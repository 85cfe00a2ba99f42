package dev.nudge.app.replay;

import dev.nudge.app.input.ExternalSort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of a file, sorted before they are written, on disk where memory does not hold them. */
final class SortedLines implements Closeable {
  /** In bytes, of the lines held in memory. */
  private static final long MEMORY = 32L << 20;

  private final ExternalSort sort =
      new ExternalSort(Path.of(System.getProperty("java.io.tmpdir")), MEMORY);
  private final Optional<LineFile> file;

  /** Opens the file, if there is one. */
  SortedLines(Optional<Path> path) {
    file = path.map(LineFile::new);
  }

  /** Whether there is a file. */
  boolean areWanted() {
    return file.isPresent();
  }

  /** Takes a line, to stand by its key, then by its tie, then as it came. */
  void add(long key, byte[] tie, byte[] line) {
    try {
      sort.add(key, tie, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a line in order. */
  interface Writer {
    void write(byte[] line) throws IOException;
  }

  /**
   * Writes all lines in order.
   *
   * @param otherwise where they go if there is no file
   */
  void finish(Writer otherwise) throws IOException {
    ExternalSort.Cursor cursor = sort.sorted();
    while (cursor.next()) {
      if (file.isPresent()) {
        file.get().write(cursor.record());
      } else {
        otherwise.write(cursor.record());
      }
    }
  }

  @Override
  public void close() throws IOException {
    sort.close();
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
