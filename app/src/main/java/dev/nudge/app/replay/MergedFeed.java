package dev.nudge.app.replay;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Several files as one, by time; events of one time by the order in which the files were named.
 * Each of them has to be in time order. An event costs the logarithm of the number of files.
 */
final class MergedFeed implements Feed {
  private final List<Head> heads = new ArrayList<>();
  private final PriorityQueue<Head> next =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.time).thenComparingInt(head -> head.number));
  private boolean begun;

  /** The next event of one of the files. */
  private static final class Head {
    final Feed feed;
    final String file;
    final int number;
    Batch batch = new Batch();
    int at;
    long time = Long.MIN_VALUE;

    Head(Feed feed, String file, int number) {
      this.feed = feed;
      this.file = file;
      this.number = number;
    }

    /**
     * Moves to the next event; lines that hold none go into the batch.
     *
     * @return false where the file ends
     * @throws Failure if the event is older than the one before it
     */
    boolean advance(Batch into) throws IOException {
      at++;
      while (at >= batch.events().size()) {
        Optional<Batch> read = feed.next();
        if (read.isEmpty()) {
          return false;
        }
        batch = read.get();
        batch.rejected().forEach(into::reject);
        at = 0;
      }
      Event event = batch.events().get(at);
      if (event.time() < time) {
        throw Failure.input(
            file
                + ":"
                + batch.line(at)
                + ": an event of "
                + IsoTime.format(event.time())
                + " after one of "
                + IsoTime.format(time)
                + "; several files are merged by time, so each has to be in time order: --sort"
                + " sorts them");
      }
      time = event.time();
      return true;
    }
  }

  /**
   * Merges these.
   *
   * @param feeds whose batches say the number of their file
   * @param files what the files are called
   */
  MergedFeed(List<Feed> feeds, List<String> files) {
    for (int i = 0; i < feeds.size(); i++) {
      heads.add(new Head(feeds.get(i), files.get(i), i));
    }
  }

  @Override
  public Optional<Batch> next() throws IOException {
    Batch merged = new Batch();
    if (!begun) {
      begun = true;
      for (Head head : heads) {
        queue(head, merged);
      }
    }
    while (!merged.isFull()) {
      Head head = next.poll();
      if (head == null) {
        break;
      }
      merged.add(
          head.batch.events().get(head.at),
          head.number,
          head.batch.line(head.at),
          head.batch.raw(head.at));
      queue(head, merged);
    }
    merged.position(heads.stream().mapToLong(head -> head.batch.position()).sum());
    return merged.isEmpty() ? Optional.empty() : Optional.of(merged);
  }

  private void queue(Head head, Batch into) throws IOException {
    if (head.advance(into)) {
      next.add(head);
    }
  }

  @Override
  public List<FileRead> read() {
    return heads.stream().flatMap(head -> head.feed.read().stream()).toList();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Head head : heads) {
      try {
        head.feed.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
