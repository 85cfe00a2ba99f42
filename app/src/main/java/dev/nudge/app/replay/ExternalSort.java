package dev.nudge.app.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

  private long size;

  private record Entry(byte[] key, byte[] value) {
    static final Comparator<Entry> BY_KEY =
        (left, right) -> Arrays.compareUnsigned(left.key, right.key);
  }

  /** What takes the records, in order. */
  interface Sink {
    /** Takes the next one. */
    void take(byte[] value) throws IOException;
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

  /** Gives all records to the sink, in order; once. */
  void drain(Sink sink) throws IOException {
    if (!levels.isEmpty()) {
      spill();
      List<Path> runs = new ArrayList<>();
      for (int level = levels.size() - 1; level >= 0; level--) {
        runs.addAll(levels.get(level));
      }
      merge(runs, (key, value) -> sink.take(value));
      return;
    }
    gathered.sort(Entry.BY_KEY);
    for (Entry entry : gathered) {
      sink.take(entry.value);
    }
    gathered.clear();
  }

  /** Deletes what is left on disk. */
  @Override
  public void close() {
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
      try (RunWriter writer = new RunWriter(merged)) {
        merge(full, writer);
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

  private interface RecordSink {
    void take(byte[] key, byte[] value) throws IOException;
  }

  /** Merges runs, oldest first, and deletes them. */
  private static void merge(List<Path> runs, RecordSink sink) throws IOException {
    List<RunReader> readers = new ArrayList<>();
    try {
      PriorityQueue<RunReader> next =
          new PriorityQueue<>(
              Math.max(1, runs.size()),
              Comparator.<RunReader, Entry>comparing(RunReader::entry, Entry.BY_KEY)
                  .thenComparingInt(reader -> reader.age));
      for (Path run : runs) {
        RunReader reader = new RunReader(run, readers.size());
        readers.add(reader);
        if (reader.advance()) {
          next.add(reader);
        }
      }
      for (RunReader reader = next.poll(); reader != null; reader = next.poll()) {
        sink.take(reader.entry().key, reader.entry().value);
        if (reader.advance()) {
          next.add(reader);
        }
      }
    } finally {
      for (RunReader reader : readers) {
        reader.close();
      }
    }
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  private static final class RunWriter implements RecordSink, Closeable {
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
    public void take(byte[] key, byte[] value) throws IOException {
      write(key, value);
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
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
