package dev.nudge.app.input;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more records than memory holds: by key, then by tie (as unsigned bytes), then in the order
 * of adding. Each record is written and read once for every factor of {@value #FAN_IN} by which the
 * whole is greater than memory.
 *
 * <p>Runs that fill memory are sorted and written to temporary files; equally long runs are merged
 * when there are {@value #FAN_IN} of them (Knuth, "The Art of Computer Programming", volume 3,
 * 5.4.1). The files are deleted as soon as they are opened (where the system allows, else when
 * closed), so nothing is left behind however the program ends.
 */
public final class ExternalSort implements Closeable {
  static final int FAN_IN = 64;
  private static final int BUFFER = 64 * 1024;

  /** About what an entry costs beside its bytes: three headers and two references. */
  private static final int OVERHEAD = 80;

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::key).thenComparing(Entry::tie, Arrays::compareUnsigned);

  private final Path directory;
  private final long memory;
  private final List<Run> runs = new ArrayList<>();
  private List<Entry> entries = new ArrayList<>();
  private long held;

  /** One record; its arrays are not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared by equals.
  private record Entry(long key, byte[] tie, byte[] record) {}

  /**
   * A sorted file.
   *
   * @param level how often its records were merged
   */
  private record Run(int level, FileChannel file) {}

  /** What was sorted, one record after the other. */
  public interface Cursor {
    /** Moves to the next record; false at the end. */
    boolean next() throws IOException;

    /** Its key. */
    long key();

    /** Its bytes; do not change them. */
    byte[] record();
  }

  /**
   * A sort that holds up to so many bytes in memory.
   *
   * @param directory where temporary files go
   */
  public ExternalSort(Path directory, long memory) {
    this.directory = directory;
    this.memory = memory;
  }

  /** Adds a record. The arrays must not change any more. */
  public void add(long key, byte[] tie, byte[] record) throws IOException {
    entries.add(new Entry(key, tie, record));
    held += OVERHEAD + tie.length + record.length;
    if (held > memory) {
      spill();
    }
  }

  /** Everything that was added, in order. Nothing can be added afterwards. */
  public Cursor sorted() throws IOException {
    if (runs.isEmpty()) {
      entries.sort(ORDER);
      Iterator<Entry> all = entries.iterator();
      return new EntryCursor(() -> all.hasNext() ? all.next() : null);
    }
    spill();
    entries = List.of();
    return new EntryCursor(new Merge(runs));
  }

  /** How many temporary files are in use. */
  int files() {
    return runs.size();
  }

  private void spill() throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    entries.sort(ORDER);
    Iterator<Entry> all = entries.iterator();
    runs.add(write(0, () -> all.hasNext() ? all.next() : null));
    entries = new ArrayList<>();
    held = 0;
    int last = runs.size() - 1;
    while (last >= FAN_IN - 1 && runs.get(last - FAN_IN + 1).level() == runs.get(last).level()) {
      List<Run> equals = runs.subList(last - FAN_IN + 1, last + 1);
      Run merged = write(runs.get(last).level() + 1, new Merge(equals));
      for (Run run : equals) {
        run.file().close();
      }
      equals.clear();
      runs.add(merged);
      last = runs.size() - 1;
    }
  }

  private Run write(int level, EntrySource source) throws IOException {
    Path path = Files.createTempFile(directory, "nudge-sort-", ".run");
    FileChannel file;
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
    try {
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
      for (Entry entry = source.next(); entry != null; entry = source.next()) {
        out.writeLong(entry.key());
        out.writeInt(entry.tie().length);
        out.write(entry.tie());
        out.writeInt(entry.record().length);
        out.write(entry.record());
      }
      out.flush();
      return new Run(level, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    entries = List.of();
    @Nullable IOException failure = null;
    for (Run run : runs) {
      try {
        run.file().close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    runs.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /** Entries in order. */
  private interface EntrySource {
    @Nullable Entry next() throws IOException;
  }

  /** A run read back. */
  private static final class RunReader implements EntrySource {
    private final DataInputStream in;
    private final int number;
    @Nullable Entry head;

    RunReader(Run run, int number) throws IOException {
      run.file().position(0);
      this.in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(run.file()), BUFFER));
      this.number = number;
      this.head = next();
    }

    @Override
    public @Nullable Entry next() throws IOException {
      long key;
      try {
        key = in.readLong();
      } catch (EOFException e) {
        return null;
      }
      byte[] tie = in.readNBytes(in.readInt());
      return new Entry(key, tie, in.readNBytes(in.readInt()));
    }
  }

  /** The entries of several runs; of equal ones, those of the earlier run come first. */
  private static final class Merge implements EntrySource {
    private final PriorityQueue<RunReader> heads =
        new PriorityQueue<>(
            (a, b) -> {
              if (a.head == null || b.head == null) {
                throw new IllegalStateException("an empty run is queued");
              }
              int order = ORDER.compare(a.head, b.head);
              return order != 0 ? order : Integer.compare(a.number, b.number);
            });

    Merge(List<Run> runs) throws IOException {
      for (int i = 0; i < runs.size(); i++) {
        RunReader reader = new RunReader(runs.get(i), i);
        if (reader.head != null) {
          heads.add(reader);
        }
      }
    }

    @Override
    public @Nullable Entry next() throws IOException {
      @Nullable RunReader least = heads.poll();
      if (least == null) {
        return null;
      }
      @Nullable Entry entry = least.head;
      least.head = least.next();
      if (least.head != null) {
        heads.add(least);
      }
      return entry;
    }
  }

  private static final class EntryCursor implements Cursor {
    private final EntrySource source;
    private @Nullable Entry entry;

    EntryCursor(EntrySource source) {
      this.source = source;
    }

    @Override
    public boolean next() throws IOException {
      entry = source.next();
      return entry != null;
    }

    @Override
    public long key() {
      return current().key();
    }

    @Override
    public byte[] record() {
      return current().record();
    }

    private Entry current() {
      if (entry == null) {
        throw new IllegalStateException("there is no record");
      }
      return entry;
    }
  }
}
