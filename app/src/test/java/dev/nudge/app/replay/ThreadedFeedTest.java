package dev.nudge.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ThreadedFeedTest {
  /** Gives so many batches, whose positions count up, and then fails or ends. */
  private static final class Counting implements Feed {
    private final int batches;
    private final Optional<IOException> failure;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int given;

    Counting(int batches, Optional<IOException> failure) {
      this.batches = batches;
      this.failure = failure;
    }

    @Override
    public Optional<Batch> next() throws IOException {
      if (given == batches) {
        if (failure.isPresent()) {
          throw failure.get();
        }
        return Optional.empty();
      }
      Batch batch = new Batch();
      batch.position(given++);
      return Optional.of(batch);
    }

    @Override
    public List<FileRead> read() {
      return List.of();
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void batchesComeInOrder() throws IOException {
    Counting source = new Counting(1_000, Optional.empty());
    try (ThreadedFeed feed = new ThreadedFeed(source)) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(feed.next().orElseThrow().position()).isEqualTo(i);
      }
      assertThat(feed.next()).isEmpty();
    }
    assertThat(source.closed).isTrue();
  }

  @Test
  void aFailureComesInItsPlace() throws IOException {
    try (ThreadedFeed feed =
        new ThreadedFeed(new Counting(20, Optional.of(new IOException("torn"))))) {
      for (int i = 0; i < 20; i++) {
        assertThat(feed.next()).isPresent();
      }
      assertThatThrownBy(feed::next).isInstanceOf(IOException.class).hasMessage("torn");
    }
  }

  @Test
  void closingDoesNotWaitForTheRest() throws IOException {
    Counting endless = new Counting(Integer.MAX_VALUE, Optional.empty());
    ThreadedFeed feed = new ThreadedFeed(endless);
    assertThat(feed.next()).isPresent();

    feed.close();

    assertThat(endless.closed).isTrue();
  }
}
