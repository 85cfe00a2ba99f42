package dev.nudge.bench.measure;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.util.FileUtils;

/** A folder with files and folders in it that is gone after use. */
public record TemporaryFolder(Path path) implements Closeable {
  private static final int ATTEMPTS = 1_000;
  private static final long PAUSE_NANOS = 5_000_000;

  /** Makes one, in the system's folder for such. */
  public static TemporaryFolder make() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("nudge-bench-"));
  }

  /** Deletes it, also while what was started in it still deletes, or writes a last file. */
  @Override
  public void close() throws IOException {
    for (int left = ATTEMPTS; ; left--) {
      try {
        FileUtils.deleteDirectory(path.toFile());
        return;
      } catch (DirectoryNotEmptyException e) {
        if (left == 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
