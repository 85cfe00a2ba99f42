package dev.nudge.app.input;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file by time, those of one time in file order. Rejected lines come first, while
 * the file is read; then the events, each read a second time. Sorts on disk what does not fit
 * memory.
 */
public final class SortedInput implements Input<Event> {
  private static final byte[] NO_TIE = {};

  /** In bytes: the number of the line, and which of its values it is. */
  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private final FileInput<Event> file;
  private final ExternalSort sort;
  private ExternalSort.@Nullable Cursor cursor;

  /** Sorts the events of a file, which is closed with this, within so many bytes of memory. */
  public SortedInput(FileInput<Event> file, Path temporary, long memory) {
    this.file = file;
    this.sort = new ExternalSort(temporary, memory);
  }

  @Override
  public boolean next() throws IOException {
    if (cursor == null) {
      while (file.next()) {
        if (file.parsed() instanceof Parsed.Accepted<Event> accepted) {
          sort.add(
              accepted.value().time(), NO_TIE, record(file.line(), file.value(), file.bytes()));
        } else {
          return true;
        }
      }
      cursor = sort.sorted();
    }
    return cursor.next();
  }

  private static byte[] record(long line, int value, byte[] text) {
    return ByteBuffer.allocate(HEAD + text.length).putLong(line).putInt(value).put(text).array();
  }

  @Override
  public Parsed<Event> parsed() {
    return cursor == null
        ? file.parsed()
        : file.again(text(cursor.record()), ByteBuffer.wrap(cursor.record()).getInt(Long.BYTES));
  }

  @Override
  public long line() {
    return cursor == null ? file.line() : ByteBuffer.wrap(cursor.record()).getLong();
  }

  @Override
  public String raw() {
    return cursor == null ? file.raw() : new String(text(cursor.record()), StandardCharsets.UTF_8);
  }

  private static byte[] text(byte[] record) {
    return Arrays.copyOfRange(record, HEAD, record.length);
  }

  @Override
  public long lines() {
    return file.lines();
  }

  @Override
  public long passedOver() {
    return file.passedOver();
  }

  @Override
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return file.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    try (sort) {
      file.close();
    }
  }
}
