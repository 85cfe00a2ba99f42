package dev.nudge.app.input;

import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Layout;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * The lines of a file: CSV where its name says so ({@code .csv}, {@code .csv.gz}), else a JSON
 * object a line, or the objects of an array; compressed with gzip where its first bytes say so.
 * Memory is bounded by the longest line that is taken, 16 MiB.
 */
public final class FileInput<T> implements Input<T> {
  static final String TOO_LONG = "line too long";

  private final String name;
  private final long size;
  private final ByteWindow window;
  private final Framing<T> framing;
  private final List<Parsed<T>> values = new ArrayList<>();

  /** Which of the values of the line it is, from 0. */
  private int value;

  private long lines;
  private long passedOver;

  private FileInput(String name, long size, ByteWindow window, Framing<T> framing) {
    this.name = name;
    this.size = size;
    this.window = window;
    this.framing = framing;
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it is not there, or its header lacks a column that the layout asks
   *     for
   */
  public static <T> FileInput<T> open(Path path, Layout<T> layout) throws IOException {
    if (Files.isDirectory(path)) {
      throw new InputException(path + ": a directory; name a file");
    }
    ByteWindow window;
    long size;
    try {
      window = new ByteWindow(path);
      size = Files.size(path);
    } catch (NoSuchFileException e) {
      throw new InputException(path + ": there is no such file");
    } catch (EOFException | ZipException e) {
      throw new InputException(path + ": the compressed file is damaged: " + e.getMessage());
    }
    try {
      Framing<T> framing =
          isCsv(path) ? new CsvFraming<>(path, window, layout) : json(window, layout);
      return new FileInput<>(path.toString(), size, window, framing);
    } catch (IOException | RuntimeException e) {
      window.close();
      throw e;
    }
  }

  /**
   * Reads a stream of JSON lines as they come, such as standard input; how long it is, is unknown.
   *
   * @param name for people
   */
  public static <T> FileInput<T> lines(InputStream in, String name, Layout<T> layout)
      throws IOException {
    ByteWindow window = new ByteWindow(in, name);
    return new FileInput<>(name, 0, window, json(window, layout));
  }

  private static <T> Framing<T> json(ByteWindow window, Layout<T> layout) throws IOException {
    return ElementFraming.fits(window)
        ? new ElementFraming<>(window, layout.json())
        : new JsonFraming<>(window, layout.json());
  }

  private static boolean isCsv(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException if the file is compressed and damaged
   */
  @Override
  public boolean next() throws IOException {
    try {
      if (++value < values.size()) {
        return true;
      }
      value = 0;
      while (framing.next()) {
        lines++;
        values.clear();
        framing.parsed(values::add);
        if (!values.isEmpty()) {
          return true;
        }
        passedOver++;
      }
      values.clear();
      return false;
    } catch (EOFException | ZipException e) {
      throw new InputException(
          name + ": the compressed file is damaged after line " + line() + ": " + e.getMessage());
    }
  }

  @Override
  public Parsed<T> parsed() {
    return values.get(value);
  }

  @Override
  public long line() {
    return framing.line();
  }

  @Override
  public String raw() {
    return framing.raw();
  }

  @Override
  public long bytesRead() {
    return window.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return size;
  }

  /** The bytes of a line that was accepted. */
  byte[] bytes() {
    return framing.bytes();
  }

  /** Which of the values of its line it is, from 0. */
  int value() {
    return value;
  }

  /** What becomes of a value of a line that was read before. */
  Parsed<T> again(byte[] line, int which) {
    List<Parsed<T>> all = new ArrayList<>();
    framing.again(line, all::add);
    return all.get(which);
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public long passedOver() {
    return passedOver;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
