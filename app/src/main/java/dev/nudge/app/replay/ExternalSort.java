package dev.nudge.app.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of records by their keys in bounded memory; records with equal keys stay in the
 * order they came. O(n log n) comparisons; each record is written to disk once per level of
 * merging, and not at all while everything fits.
 *
 * <p>The sort-merge of Knuth, TAOCP 5.4: records are gathered up to a budget, sorted, and written as
 * a <em>run</em>. Sixteen runs of a level are merged into one of the next, so that the number of
 * open files stays small; what is left is merged while it is read.
 */
final class ExternalSort implements Closeable {
  /** What an array and its place in a list cost beside its bytes. */
  private static final int OVERHEAD = 72;

  private static final int FAN_IN = 16;

  private final long budget;
  private final List<Entry> gathered = new ArrayList<>();

  /** By level; the runs of a higher level are older. */
  private final List<List<Path>> levels = new ArrayList<>();

  private Optional<Merge> open = Optional.empty();
  private long size;

  private record Entry(byte[] key, byte[] value) {
    static final Comparator<Entry> BY_KEY =
        (left, right) -> Arrays.compareUnsigned(left.key, right.key);
  }

  /**
   * A sort.
   *
   * @param budget in bytes, of the records held in memory
   */
  ExternalSort(long budget) {
    this.budget = budget;
  }

  /** Adds a record; the arrays must not change afterwards. */
  void add(byte[] key, byte[] value) throws IOException {
    gathered.add(new Entry(key, value));
    size += key.length + value.length + OVERHEAD;
    if (size > budget) {
      spill();
    }
  }

  /** The values of all records, in order; once, after the last was added. */
  Sorted sorted() throws IOException {
    if (levels.isEmpty()) {
      gathered.sort(Entry.BY_KEY);
      Iterator<Entry> entries = gathered.iterator();
      return () -> entries.hasNext() ? entries.next().value : null;
    }
    spill();
    List<Path> runs = new ArrayList<>();
    for (int level = levels.size() - 1; level >= 0; level--) {
      runs.addAll(levels.get(level));
    }
    open = Optional.of(new Merge(runs));
    Merge merge = open.get();
    return () -> {
      Entry entry = merge.next();
      return entry == null ? null : entry.value;
    };
  }

  /** Records, in order. */
  interface Sorted {
    /** The value of the next one, or null. */
    byte @Nullable [] next() throws IOException;
  }

  /** Deletes what is left on disk. */
  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
    for (List<Path> runs : levels) {
      for (Path run : runs) {
        run.toFile().delete();
      }
    }
    levels.clear();
  }

  private void spill() throws IOException {
    if (gathered.isEmpty()) {
      return;
    }
    gathered.sort(Entry.BY_KEY);
    Path run = newRun();
    addRun(0, run);
    try (RunWriter writer = new RunWriter(run)) {
      for (Entry entry : gathered) {
        writer.write(entry.key, entry.value);
      }
    }
    gathered.clear();
    size = 0;
    for (int level = 0; level < levels.size() && levels.get(level).size() == FAN_IN; level++) {
      List<Path> full = List.copyOf(levels.get(level));
      Path merged = newRun();
      addRun(level + 1, merged);
      try (RunWriter writer = new RunWriter(merged);
          Merge merge = new Merge(full)) {
        for (Entry entry = merge.next(); entry != null; entry = merge.next()) {
          writer.write(entry.key, entry.value);
        }
      }
      for (Path run : full) {
        Files.deleteIfExists(run);
      }
      levels.get(level).clear();
    }
  }

  private void addRun(int level, Path run) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(run);
  }

  private static Path newRun() throws IOException {
    Path run = Files.createTempFile("nudge-sort-", ".run");
    run.toFile().deleteOnExit(); // where the process is interrupted
    return run;
  }

  /** Runs, oldest first, read as one. */
  private static final class Merge implements Closeable {
    private final List<RunReader> readers = new ArrayList<>();
    private final PriorityQueue<RunReader> queue =
        new PriorityQueue<>(
            Comparator.<RunReader, Entry>comparing(RunReader::entry, Entry.BY_KEY)
                .thenComparingInt(reader -> reader.age));

    Merge(List<Path> runs) throws IOException {
      try {
        for (Path run : runs) {
          RunReader reader = new RunReader(run, readers.size());
          readers.add(reader);
          if (reader.advance()) {
            queue.add(reader);
          }
        }
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    @Nullable Entry next() throws IOException {
      RunReader reader = queue.poll();
      if (reader == null) {
        return null;
      }
      Entry entry = reader.entry();
      if (reader.advance()) {
        queue.add(reader);
      }
      return entry;
    }

    @Override
    public void close() throws IOException {
      for (RunReader reader : readers) {
        reader.close();
      }
    }
  }

  private static final class RunWriter implements Closeable {
    private final DataOutputStream out;

    RunWriter(Path run) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16));
    }

    void write(byte[] key, byte[] value) throws IOException {
      out.writeInt(key.length);
      out.writeInt(value.length);
      out.write(key);
      out.write(value);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class RunReader implements Closeable {
    private static final Entry NONE = new Entry(new byte[0], new byte[0]);

    private final DataInputStream in;
    private final int age;
    private Entry entry = NONE;

    RunReader(Path run, int age) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run), 1 << 16));
      this.age = age;
    }

    Entry entry() {
      return entry;
    }

    boolean advance() throws IOException {
      int keyLength;
      try {
        keyLength = in.readInt();
      } catch (EOFException e) {
        return false;
      }
      byte[] key = new byte[keyLength];
      byte[] value = new byte[in.readInt()];
      in.readFully(key);
      in.readFully(value);
      entry = new Entry(key, value);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
