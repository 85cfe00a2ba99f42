package dev.nudge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
  private static final int FILES = 2_000;

  @Test
  void isGoneWithAllThatIsInIt() throws Exception {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "d");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void isGoneWhileOthersStillDeleteAndWriteInIt() throws Exception {
    TemporaryFolder folder = TemporaryFolder.make();
    Path shared = Files.createDirectory(folder.path().resolve("shared"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(shared.resolve("f" + i), "");
    }
    CountDownLatch begun = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> done = other.submit(() -> deleteAndWrite(shared, begun));
      begun.await();
      folder.close();
      done.get();
    } finally {
      other.shutdownNow();
    }
    assertThat(folder.path()).doesNotExist();
  }

  /** From the last file to the first: both meet in the middle, whatever the order of the other. */
  private static void deleteAndWrite(Path shared, CountDownLatch begun) {
    for (int i = FILES - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(shared.resolve("f" + i));
        if (i % 10 == 0) {
          Files.writeString(shared.resolve("late" + i), "");
        }
      } catch (IOException e) {
        // The folder is gone.
      }
      begun.countDown();
    }
  }
}
