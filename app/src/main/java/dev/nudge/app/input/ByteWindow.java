package dev.nudge.app.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A stretch of a file's bytes, decompressed, that moves on: {@code bytes[start, end)} is there, and
 * {@link #more} makes it longer, up to {@link #LONGEST}.
 */
final class ByteWindow implements Closeable {
  /** The longest line that is taken. */
  static final int LONGEST = 16 * 1024 * 1024;

  private static final int FIRST = 256 * 1024;
  private static final int GZIP_BUFFER = 64 * 1024;
  private static final int SHOWN = 1_000;

  private final CountingStream file;
  private final InputStream stream;
  private byte[] bytes = new byte[FIRST];
  private int start;
  private int end;
  private boolean last;

  /** Opens a file, compressed with gzip or not, and skips its byte order mark. */
  ByteWindow(Path path) throws IOException {
    this(Files.newInputStream(path), path.toString());
  }

  /** Begins with a stream, which is closed with this. */
  ByteWindow(InputStream in, String name) throws IOException {
    file = new CountingStream(in);
    try {
      byte[] magic = file.readNBytes(2);
      boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
      Prefixed whole = new Prefixed(magic, file);
      stream = gzip ? new GZIPInputStream(whole, GZIP_BUFFER) : whole;
      skipMark(name);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void skipMark(String name) throws IOException {
    while (end < 3 && more()) {
      // The first read may give less than a mark.
    }
    int mark = end < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new InputException(name + ": the file is UTF-16; convert it to UTF-8");
    }
    if (end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
      start = 3;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether nothing comes after the window. */
  boolean isLast() {
    return last;
  }

  /** Whether the window cannot grow any more. */
  boolean isFull() {
    return end - start >= LONGEST;
  }

  /** Moves the beginning; what lies before it is forgotten at the next {@link #more}. */
  void startAt(int from) {
    start = from;
  }

  long bytesRead() {
    return file.count();
  }

  /** Reads on; false where the file ended or the window is full. */
  boolean more() throws IOException {
    if (last || isFull()) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int read = stream.read(bytes, end, bytes.length - end);
    if (read < 0) {
      last = true;
      return false;
    }
    end += read;
    return true;
  }

  /** Where the first line end in {@code [from, end)} is, or -1. */
  int lineEnd(int from) {
    for (int at = from; at < end; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /**
   * Moves behind the next line end, however far it is, and gives the beginning of what it passed.
   */
  String skipLine() throws IOException {
    String shown =
        new String(bytes, start, Math.min(SHOWN, end - start), StandardCharsets.UTF_8) + "...";
    while (true) {
      int lineEnd = lineEnd(start);
      if (lineEnd >= 0) {
        start = lineEnd + 1;
        return shown;
      }
      start = end;
      if (!more()) {
        return shown;
      }
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /** Gives back the bytes that were looked at. */
  private static final class Prefixed extends InputStream {
    private final byte[] prefix;
    private final InputStream rest;
    private int at;

    Prefixed(byte[] prefix, InputStream rest) {
      this.prefix = prefix;
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      return at < prefix.length ? prefix[at++] & 0xFF : rest.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (at == prefix.length || length == 0) {
        return rest.read(bytes, from, length);
      }
      int given = Math.min(length, prefix.length - at);
      System.arraycopy(prefix, at, bytes, from, given);
      at += given;
      return given;
    }

    @Override
    public int available() throws IOException {
      return prefix.length - at + rest.available();
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
