package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Source;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a collection from files, on a thread of its own: each is read once, in the order of their
 * names, and again when it has changed. It looks for files every two seconds.
 */
final class FileFeed implements Feed {
  private static final Logger log = LoggerFactory.getLogger(FileFeed.class);
  private static final int BATCH = 2_000;
  private static final long LOOK_MILLIS = 2_000;

  /** Stands for the row behind the last of a file, whatever its number. */
  private static final long WHOLE = Long.MAX_VALUE;

  private final DataSource database;
  private final CollectionTable table;
  private final Source.Files files;
  private final Ingest ingest;
  private final DependentViews dependent;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile long behind = -1;
  private boolean said;

  /** Files of which it has been said that they cannot be read. */
  private final Set<String> unreadable = new HashSet<>();

  FileFeed(
      DataSource database,
      CollectionTable table,
      Source.Files files,
      Refusals refusals,
      DependentViews dependent) {
    this.database = database;
    this.table = table;
    this.files = files;
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

  private void run() {
    do {
      try {
        look();
        said = false;
      } catch (IOException | SQLException | RuntimeException e) {
        if (!said) {
          log.warn("{} begins anew in {} ms", thread.getName(), LOOK_MILLIS, e);
          said = true;
        }
      }
    } while (!stopped(LOOK_MILLIS));
  }

  private void look() throws IOException, SQLException {
    Map<String, Long> positions = ingest.positions();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(files.folder(), files.pattern())) {
      folder.forEach(found::add);
    } catch (NoSuchFileException e) {
      // It may come.
    }
    Collections.sort(found);
    Map<Path, String> unread = new LinkedHashMap<>();
    for (Path file : found) {
      String address = address(file);
      if (positions.getOrDefault(address, 0L) < WHOLE) {
        unread.put(file, address);
      }
    }
    unreadable.retainAll(unread.values());
    long left = unread.size();
    behind = left;
    for (Map.Entry<Path, String> file : unread.entrySet()) {
      String address = file.getValue();
      try {
        read(file.getKey(), address, positions.getOrDefault(address, 0L));
        behind = --left;
      } catch (IOException e) {
        // It stays behind, is tried again, and keeps no other from being read.
        if (unreadable.add(address)) {
          log.warn("{} goes on without a file: {}", thread.getName(), e.getMessage());
        }
      }
      if (stop.getCount() == 0) {
        return;
      }
    }
    table.show(database, dependent);
  }

  /** A file that has changed is another one. */
  private static String address(Path file) throws IOException {
    return file.toUri() + "#" + Files.getLastModifiedTime(file).toMillis() + '-' + Files.size(file);
  }

  private void read(Path file, String address, long done) throws IOException, SQLException {
    long time = Files.getLastModifiedTime(file).toMillis();
    long row = 0;
    long kept = done;
    List<InputRecord> rows = new ArrayList<>();
    try (RecordFile records = RecordFile.open(file, files.format())) {
      for (String record = records.next(); record != null; record = records.next()) {
        row++;
        if (row > done && !record.isBlank()) {
          rows.add(new InputRecord(address, row, time, null, record));
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

  private boolean stopped(long millis) {
    try {
      return stop.await(millis, TimeUnit.MILLISECONDS);
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
  }
}
