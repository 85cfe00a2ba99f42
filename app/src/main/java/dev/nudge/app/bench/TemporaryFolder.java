package dev.nudge.app.bench;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with files in it that is gone after use. */
record TemporaryFolder(Path path) implements Closeable {
  static TemporaryFolder make() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("nudge-bench-"));
  }

  @Override
  public void close() throws IOException {
    File[] files = path.toFile().listFiles();
    if (files != null) {
      for (File file : files) {
        Files.deleteIfExists(file.toPath());
      }
    }
    Files.deleteIfExists(path);
  }
}
