package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Source;
import dev.nudge.customer.file.FileFolder;
import dev.nudge.customer.file.FoundFile;
import dev.nudge.customer.file.RecordFile;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a collection from files, on a thread of its own: each is read once, in the order of their
 * names, and again when it has changed.
 */
final class FileFeed implements Feed {
  private static final Logger log = LoggerFactory.getLogger(FileFeed.class);
  private static final int BATCH = 2_000;
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** Stands for the row behind the last of a file, whatever its number. */
  private static final long WHOLE = Long.MAX_VALUE;

  private final DataSource database;
  private final CollectionTable table;
  private final FileFolder folder;
  private final Ingest ingest;
  private final DependentViews dependent;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private boolean isShown;
  private volatile long behind = -1;
  private volatile @Nullable String trouble;

  /** Files that cannot be read, by their address, and when to try again. */
  private final Map<String, Instant> unreadable = new HashMap<>();

  FileFeed(
      DataSource database,
      CollectionTable table,
      Source.Files files,
      Refusals refusals,
      DependentViews dependent) {
    this.database = database;
    this.table = table;
    folder = FileFolder.of(files);
    this.dependent = dependent;
    ingest = new Ingest(database, table, refusals);
    thread = new Thread(this::run, "nudge-collection-" + table.collection().id());
    thread.setDaemon(true);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public long behind() {
    return behind;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void run() {
    do {
      try {
        look();
      } catch (IOException | SQLException | RuntimeException e) {
        trouble(String.valueOf(e.getMessage()), e);
      }
    } while (!stopped(folder.interval()));
  }

  /** Says it once, however often it comes again. */
  private void trouble(String text, Exception cause) {
    if (!text.equals(trouble)) {
      log.warn("{} tries again, and again: {}", thread.getName(), text);
      log.debug("{}", thread.getName(), cause);
      trouble = text;
    }
  }

  private void look() throws IOException, SQLException {
    Map<String, Long> positions = ingest.positions();
    List<FoundFile> unread =
        folder.look().stream()
            .filter(file -> positions.getOrDefault(file.address(), 0L) < WHOLE)
            .toList();
    unreadable.keySet().retainAll(unread.stream().map(FoundFile::address).toList());
    long left = unread.size();
    behind = left;
    for (FoundFile file : unread) {
      if (unreadable.getOrDefault(file.address(), Instant.MIN).isAfter(Instant.now())) {
        continue;
      }
      try {
        read(file, positions.getOrDefault(file.address(), 0L));
        behind = --left;
      } catch (IOException e) {
        // It stays behind, is tried again, and keeps no other from being read.
        unreadable.put(file.address(), Instant.now().plus(AGAIN));
        trouble("goes on without a file: " + e.getMessage(), e);
      }
      if (stop.getCount() == 0) {
        return;
      }
    }
    if (!isShown) {
      table.show(database, dependent);
      isShown = true;
    }
    if (unreadable.isEmpty()) {
      trouble = null;
    }
  }

  private void read(FoundFile file, long done) throws IOException, SQLException {
    String address = file.address();
    long row = 0;
    long kept = done;
    List<InputRecord> rows = new ArrayList<>();
    try (RecordFile records = folder.open(file)) {
      for (String record = records.next(); record != null; record = records.next()) {
        row++;
        if (row > done && !record.isBlank()) {
          rows.add(new InputRecord(address, row, file.time(), null, record));
        }
        if (rows.size() == BATCH) {
          ingest.take(rows, Map.of(address, kept), Map.of(address, row));
          kept = row;
          rows = new ArrayList<>();
        }
        if (stop.getCount() == 0) {
          return;
        }
      }
    }
    ingest.take(rows, Map.of(address, kept), Map.of(address, WHOLE));
  }

  private boolean stopped(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
